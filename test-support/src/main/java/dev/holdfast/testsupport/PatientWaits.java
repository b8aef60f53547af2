package dev.holdfast.testsupport;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets tests wait longer for what must happen in the end. Where everything runs on a machine that
 * does other things besides, Awaitility's ten seconds are sometimes too few, and a longer wait
 * costs nothing where all is well.
 */
public final class PatientWaits implements LauncherSessionListener {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Made by JUnit, which finds it as a service. */
  public PatientWaits() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(PATIENCE);
  }
}
