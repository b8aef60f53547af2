package dev.holdfast.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.revocation.OpenStreams;
import dev.holdfast.gateway.revocation.SessionMemory;
import dev.holdfast.gateway.server.CredentialKind;
import dev.holdfast.gateway.server.Eras;
import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.gateway.server.McpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What open sessions hold, in a JVM of their own: in this one others use the heap, too. */
class SessionHeapTest {

  /** The ids are the clients' to keep; here is nothing. */
  @Test
  void hundredThousandSessionsTakeNoMemory(@TempDir Path directory)
      throws IOException, InterruptedException {
    Process sessions =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                OpenSessions.class.getName(),
                directory.resolve("sessions.json").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      // What it logs stands before it.
      String held = sessions.inputReader().readAllLines().getLast();

      assertThat(sessions.waitFor()).isZero();
      // Ten bytes per session would show.
      assertThat(Long.parseLong(held)).isLessThan(1_000_000);
    } finally {
      sessions.destroyForcibly();
    }
  }

  /** Opens 100,000 sessions and prints by how many bytes the live heap grew. */
  static final class OpenSessions {

    private static final Caller NOBODY = new Caller.Anonymous();
    private static final McpServer HERE =
        new McpServer(
            "here",
            URI.create("http://x/"),
            CredentialKind.NONE,
            null,
            null,
            null,
            true,
            false,
            List.of(),
            Eras.AUTO,
            10,
            true);

    public static void main(String[] args) {
      Duration maxAge = Duration.ofDays(30);
      Logouts logouts =
          new Logouts(
              new SessionMemory(maxAge, maxAge, 100),
              new GatewaySettings(
                  URI.create("http://x"),
                  List.of("x"),
                  List.of(),
                  List.of(),
                  Duration.ZERO,
                  Duration.ofSeconds(5)),
              new OpenStreams(),
              Clock.systemUTC());
      SealedSessions sessions =
          new SealedSessions(
              new SessionSettings(Path.of(args[0]), true, maxAge, maxAge, 1024),
              logouts,
              Clock.systemUTC());

      // Those before the count fill what is bounded, and load what there is to load.
      open(sessions, 0, 2_000);
      long before = liveBytes();
      open(sessions, 2_000, 102_000);
      System.out.println(liveBytes() - before);
    }

    private static void open(SealedSessions sessions, int from, int to) {
      var parameters = new InitializeParameters("{\"protocolVersion\":\"2025-11-25\"}");
      for (int i = from; i < to; i++) {
        String id = sessions.seal("upstream-" + i, NOBODY, HERE, parameters).orElseThrow();
        if (!(sessions.open(id, NOBODY, HERE) instanceof Opening.Opened)) {
          throw new AssertionError("Session " + i + " does not open");
        }
      }
    }

    private static long liveBytes() {
      // Twice: the first collection may leave what finalizers and cleaners hold.
      System.gc();
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
