package dev.holdfast.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.revocation.OpenStreams;
import dev.holdfast.gateway.revocation.SessionMemory;
import dev.holdfast.gateway.server.CredentialKind;
import dev.holdfast.gateway.server.Eras;
import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.testsupport.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSessionsTest {

  private static final Duration MAX_AGE = Duration.ofDays(30);
  private static final Duration ANONYMOUS_MAX_AGE = Duration.ofDays(1);
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

  private static final InitializeParameters PARAMETERS =
      new InitializeParameters("{\"protocolVersion\":\"2025-11-25\"}");

  private final MutableClock clock = MutableClock.atPresent();
  private final Logouts logouts =
      new Logouts(
          new SessionMemory(MAX_AGE, ANONYMOUS_MAX_AGE, 100),
          new GatewaySettings(
              URI.create("http://x"),
              List.of("x"),
              List.of(),
              List.of(),
              Duration.ZERO,
              Duration.ofSeconds(5)),
          new OpenStreams(),
          clock);
  @TempDir private Path directory;

  @Test
  void sessionOfNobodyOpensUntilItIsTooOld() {
    SealedSessions sessions = sessions(true);
    String sealed = sessions.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();

    clock.advance(ANONYMOUS_MAX_AGE.minusSeconds(1));
    assertThat(sessions.open(sealed, NOBODY, HERE)).satisfies(SealedSessionsTest::isOpened);
    clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.open(sealed, NOBODY, HERE))
        .isEqualTo(new Opening.Refused(Opening.Reason.TOO_OLD));
  }

  /** An id that nobody opens must not be given to a client. */
  @Test
  void idThatWouldBeTooLongIsNone() {
    SealedSessions sessions = sessions(true);

    assertThat(sessions.seal("x".repeat(1_500), NOBODY, HERE, PARAMETERS))
        .hasValueSatisfying(
            id -> assertThat(sessions.open(id, NOBODY, HERE)).isInstanceOf(Opening.Opened.class));
    assertThat(sessions.seal("x".repeat(3_100), NOBODY, HERE, PARAMETERS)).isEmpty();
    assertThat(sessions.seal("x".repeat(70_000), NOBODY, HERE, PARAMETERS)).isEmpty();
  }

  /** MCP 2025-11-25, Session Management 1. */
  @Test
  void idIsVisibleAscii() {
    assertThat(sessions(true).seal("☃ and a space", NOBODY, HERE, PARAMETERS).orElseThrow())
        .matches("[\\x21-\\x7E]+");
  }

  @Test
  void addressIsNoSessionIdAndASessionIdNoAddress() {
    SealedSessions sessions = sessions(true);
    String address = sessions.sealAddress("id", NOBODY, HERE);
    String sealed = sessions.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();

    assertThat(sessions.openAddress(address, NOBODY, HERE)).contains("id");
    assertThat(sessions.open(address, NOBODY, HERE)).isInstanceOf(Opening.Refused.class);
    assertThat(sessions.openAddress(sealed, NOBODY, HERE)).isEmpty();
    assertThat(sessions.open("hf3." + address.substring(5), NOBODY, HERE))
        .isEqualTo(new Opening.Refused(Opening.Reason.DOES_NOT_OPEN));
    assertThat(sessions.openAddress("hfa1." + sealed.substring(4), NOBODY, HERE)).isEmpty();
  }

  @Test
  void equalSessionsAreSealedDifferently() {
    SealedSessions sessions = sessions(true);

    assertThat(sessions.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow())
        .isNotEqualTo(sessions.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow());
  }

  @Test
  void anyFlippedCharacterIsNoticed() {
    SealedSessions sessions = sessions(true);
    String sealed = sessions.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();

    // The last character carries bits that base64 ignores.
    for (int i = 0; i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThat(sessions.open(damaged, NOBODY, HERE)).isInstanceOf(Opening.Refused.class);
    }
  }

  @Test
  void sessionSurvivesARestart() {
    String sealed = sessions(true).seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();

    assertThat(sessions(false).open(sealed, NOBODY, HERE)).satisfies(SealedSessionsTest::isOpened);
  }

  @Test
  void replicasStartingAtOnceEndUpWithTheSameKeys() {
    Set<SealedSessions> replicas = ConcurrentHashMap.newKeySet();
    try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        starts.execute(() -> replicas.add(sessions(true)));
      }
    }

    assertThat(replicas).hasSize(8);
    String sealed = replicas.iterator().next().seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();
    assertThat(replicas)
        .allSatisfy(
            replica ->
                assertThat(replica.open(sealed, NOBODY, HERE))
                    .satisfies(SealedSessionsTest::isOpened));
  }

  @Test
  void keysAreReadableByTheirOwnerOnly() throws Exception {
    SealedSessions sessions = sessions(true);

    assertThat(sessions.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow()).isNotEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void sessionsOfTheFirstFormatGoOn() throws Exception {
    SealedSessions sessions = sessions(true);
    var content = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(content)) {
      out.writeLong(clock.instant().getEpochSecond());
      out.write(Binding.of(NOBODY));
      out.writeUTF("here");
      out.writeUTF("id");
    }
    Aead aead =
        new SessionKeyFile(file()).read().getPrimitive(SessionKeyFile.CONFIGURATION, Aead.class);
    byte[] sealed = aead.encrypt(content.toByteArray(), "hf1.".getBytes(StandardCharsets.US_ASCII));
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);

    assertThat(sessions.open("hf1." + text, NOBODY, HERE))
        .isInstanceOfSatisfying(
            Opening.Opened.class, opened -> assertThat(opened.session().initialize()).isEmpty());
    assertThat(sessions.open("hf2." + text, NOBODY, HERE)).isInstanceOf(Opening.Refused.class);
  }

  /** Replicas get the new key first, seal with it later, and keep the old one for long. */
  @Test
  void keysRotateWithoutLosingSessions() throws Exception {
    SealedSessions before = sessions(true);
    String old = before.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();
    SessionKeyFile keys = new SessionKeyFile(file());
    int first = keys.keys().getFirst().id();

    int second = keys.add();
    SealedSessions knowing = sessions(false);
    keys.promote(second);
    SealedSessions sealing = sessions(false);

    String young = sealing.seal("id", NOBODY, HERE, PARAMETERS).orElseThrow();
    for (SealedSessions replica : List.of(knowing, sealing)) {
      assertThat(replica.open(old, NOBODY, HERE)).satisfies(SealedSessionsTest::isOpened);
      assertThat(replica.open(young, NOBODY, HERE)).satisfies(SealedSessionsTest::isOpened);
    }
    assertThat(before.open(young, NOBODY, HERE)).isInstanceOf(Opening.Refused.class);
    keys.remove(first);
    SealedSessions after = sessions(false);
    assertThat(after.open(young, NOBODY, HERE)).satisfies(SealedSessionsTest::isOpened);
    assertThat(after.open(old, NOBODY, HERE))
        .isEqualTo(new Opening.Refused(Opening.Reason.DOES_NOT_OPEN));
  }

  private static void isOpened(Opening opening) {
    assertThat(opening)
        .isInstanceOfSatisfying(
            Opening.Opened.class,
            opened -> {
              assertThat(opened.session().upstreamId()).isEqualTo("id");
              assertThat(opened.session().initialize()).contains(PARAMETERS);
            });
  }

  private SealedSessions sessions(boolean create) {
    return new SealedSessions(
        new SessionSettings(file(), create, MAX_AGE, ANONYMOUS_MAX_AGE, 1024), logouts, clock);
  }

  private Path file() {
    return directory.resolve("sessions.json");
  }
}
