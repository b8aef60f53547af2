package dev.holdfast.runtime.logging;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Set;

/**
 * The format that counts: {@code text} or {@code json}. What is neither counts as text, so that
 * there is a log in which {@link LogSettings} can refuse it. Named in {@code logging.xml}.
 */
public final class LogFormat extends PropertyDefinerBase {

  static final String TEXT = "text";
  static final Set<String> ALL = Set.of(TEXT, "json");

  private String wanted = TEXT;

  /** Called by Logback. */
  public void setWanted(String wanted) {
    this.wanted = wanted;
  }

  @Override
  public String getPropertyValue() {
    return ALL.contains(wanted) ? wanted : TEXT;
  }
}
