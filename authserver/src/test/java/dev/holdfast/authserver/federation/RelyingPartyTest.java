package dev.holdfast.authserver.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Providers that change their keys, fall silent, or are not who they should be. */
class RelyingPartyTest {

  private static final String TIMEOUT = "holdfast.authserver.federation.timeout";

  @Test
  void followsKeysThatRotate() {
    var rotor = new OtherProvider("rotor", true);
    try (Replica replica = Replica.with(rotor.settings())) {
      assertThat(signIn(replica, rotor)).isInstanceOf(Redemption.Proved.class);
      rotor.rotate();
      assertThat(signIn(replica, rotor)).isInstanceOf(Redemption.Proved.class);
    } finally {
      rotor.stop();
    }
  }

  @Test
  void knowsAProviderThroughAnOutageAndSaysThatItIsOne() {
    var fading = new OtherProvider("fading", false);
    Map<String, Object> settings = new HashMap<>(fading.settings());
    // Every question is one for fresh metadata.
    settings.put("holdfast.authserver.federation.metadata-lifetime", "1ms");
    try (Replica replica = Replica.with(settings)) {
      assertThat(signIn(replica, fading)).isInstanceOf(Redemption.Proved.class);
      fading.stop();

      assertThat(start(replica, fading)).isPresent();
      assertThat(replica.bean(RelyingParty.class).mayAnswer(provider(replica, fading), none()))
          .isTrue();
      assertThat(signIn(replica, fading))
          .isInstanceOfSatisfying(
              Redemption.Failed.class,
              failed -> assertThat(failed.failure()).isEqualTo(Failure.UNAVAILABLE));
    }
  }

  @Test
  void doesNotBelieveMetadataOfAnotherIssuer() {
    var liar = new OtherProvider("liar", true);
    Map<String, Object> settings = new HashMap<>(liar.settings());
    settings.put(
        "holdfast.authserver.login-providers.liar.issuer",
        liar.issuer().replace("localhost", "127.0.0.1"));
    try (Replica replica = Replica.with(settings)) {
      assertThat(start(replica, liar)).isEmpty();
    } finally {
      liar.stop();
    }
  }

  @Test
  void waitsForASilentProviderNoLongerThanConfigured() throws IOException {
    var silent = new OtherProvider("silent", true);
    silent.stop();
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, Object> settings = new HashMap<>(silent.settings());
      settings.put(TIMEOUT, "300ms");
      settings.put(
          "holdfast.authserver.login-providers.silent.issuer",
          "http://localhost:" + socket.getLocalPort());
      try (Replica replica = Replica.with(settings)) {
        assertThat(start(replica, silent)).isEmpty();
      }
    }
  }

  @Test
  void readsNoEndlessAnswer() {
    var endless = new OtherProvider("endless", true);
    try (Replica replica = Replica.with(endless.settings())) {
      assertThat(signIn(replica, endless, "x".repeat(300_000)))
          .isInstanceOfSatisfying(
              Redemption.Failed.class,
              failed -> assertThat(failed.failure()).isEqualTo(Failure.UNAVAILABLE));
    } finally {
      endless.stop();
    }
  }

  private static Redemption signIn(Replica replica, OtherProvider other) {
    return signIn(replica, other, UUID.randomUUID().toString());
  }

  private static Redemption signIn(Replica replica, OtherProvider other, String subject) {
    Handshake handshake = Handshake.begin("browser");
    RelyingParty relyingParty = replica.bean(RelyingParty.class);
    LoginProvider provider = provider(replica, other);
    Map<String, String> asked =
        parameters(relyingParty.authorizationUri(provider, handshake, false).orElseThrow());
    Map<String, String> answer = other.answer(asked, other.claims(asked, subject));
    return relyingParty.redeem(provider, Secret.of(answer.getOrDefault("code", "")), handshake);
  }

  private static Optional<URI> start(Replica replica, OtherProvider other) {
    return replica
        .bean(RelyingParty.class)
        .authorizationUri(provider(replica, other), Handshake.begin("browser"), false);
  }

  private static LoginProvider provider(Replica replica, OtherProvider other) {
    return replica.bean(LoginProviders.class).named(other.name()).orElseThrow();
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new HashMap<>();
    Pattern.compile("&")
        .splitAsStream(address.getRawQuery())
        .map(pair -> pair.split("=", 2))
        .forEach(
            pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return parameters;
  }
}
