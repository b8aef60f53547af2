package dev.holdfast.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** What must not be read in a log cannot be, in either form, wherever it comes in. */
final class RedactionTest {

  private static final String HEADER = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9";
  private static final String CLAIMS = "eyJpc3MiOiJodHRwczovL2lzc3VlciIsInN1YiI6ImFkYSJ9";
  private static final String SIGNATURE = "MEUCIQDx4vYxq3tXo0b7b2u8m1kq9sJH0uZk2pW5rN7eT1aLcg";
  private static final String JWT = HEADER + "." + CLAIMS + "." + SIGNATURE;
  // As OpaqueValue makes authorization codes, and RefreshTokens refresh tokens.
  private static final String CODE = "x3F-q8ZtB0Rk1mYw_7uLd5EvN2sHjC4aGpQoTi9XeKM";
  private static final String REFRESH =
      "8oqKb1mPTn2Wm0N5cKxX1gAAAAAAAAADk2Pq7sV9xYt4LwZ0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_AbCdEfGhIj";

  /** How a secret stands in what is logged, and what must not be left of it. */
  record Case(String text, String secret) {}

  static Stream<Case> secrets() {
    return Stream.of(
        new Case(JWT, SIGNATURE),
        new Case("token " + JWT + " refused", CLAIMS),
        new Case("id_token_hint%3D" + JWT, CLAIMS),
        new Case("see %20" + JWT, CLAIMS),
        new Case("unsigned " + HEADER + "." + CLAIMS + ".", CLAIMS),
        new Case("encrypted " + HEADER + ".." + SIGNATURE + "." + CODE + "." + CODE, SIGNATURE),
        new Case("Authorization: Bearer " + CODE, CODE),
        new Case("authorization: bearer mF_9.B5f-4.1JqM.abcdefgh", "B5f-4.1JqM"),
        new Case("Basic Y2xpZW50OnZlcnktc2VjcmV0", "Y2xpZW50OnZlcnktc2VjcmV0"),
        new Case("GET /callback?code=" + CODE + "&state=1", CODE),
        new Case("GET /callback?code=short&state=1", "short"),
        new Case("return_to=%2Fcallback%3Fcode%3D" + CODE + "%26state", CODE.substring(8)),
        new Case("refresh_token=" + REFRESH + "&client_id=a", REFRESH.substring(8)),
        new Case("redeemed " + CODE, CODE.substring(8)),
        new Case("client_secret=hunter2&grant_type=client_credentials", "hunter2"),
        new Case("{\"client_secret\":\"hunter2\"}", "hunter2"),
        new Case("{\"client_secret\" : \"hun\\\"ter2\"}", "ter2"),
        new Case("{\"password\":\"hunter2", "hunter2"),
        new Case("jdbc:mysql://db/x?user=a&password=hunter2", "hunter2"),
        new Case("code_verifier=hunter2hunter2hunter2hunter2hunter2", "hunter2"),
        new Case("user_code=WDJB-MJHT", "WDJB-MJHT"));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretIsMasked(Case one) {
    for (Log log : forms()) {
      Logger logger = log.logger("io.micronaut.Something");
      logger.atWarn().log(one.text());
      logger.atWarn().addKeyValue("detail", one.text()).log("In a value");
      logger.atWarn().addArgument(one.text()).log("In an argument: {}");
      logger.warn("Caused", new IOException("outer", new IOException(one.text())));
      assertThat(log.text())
          .contains("In a value", "In an argument", "Caused")
          .doesNotContain(one.secret());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret", "password", "refresh_token", "code"})
  void aSecretsNameIsEnough(String key) {
    for (Log log : forms()) {
      log.logger("dev.holdfast.Some").atInfo().addKeyValue(key, "hunter2").log("Said");
      assertThat(log.text()).contains("Said", key).doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issuer=http://localhost:9000 subject=efb45244-64b7-41c3-a97b-80ddef2501c1",
        "trace 0af7651916cd43dd8448eb211c80319c",
        "io.micronaut.http.server.netty.configuration.NettyHttpServerConfigurationWithLongName",
        "Bearer resource_metadata=needed, error=invalid_token",
        "pod holdfast-revocation-listener-7c9d8b6f5d-x2x4z-and-then-some is gone",
        "status code 500, secret missing, no password",
        "holdfast.authserver.clients.console.secret must be set",
        "{\"code\":-32000,\"message\":\"a token is needed\"}"
      })
  void whatIsNoSecretStays(String harmless) {
    assertThat(Redaction.of(harmless)).isEqualTo(harmless);
  }

  @Test
  void anIdCanStillBeFollowed() {
    assertThat(Redaction.of("spared={" + CODE + "=1}"))
        .isEqualTo("spared={" + CODE.substring(0, 6) + "[redacted]=1}");
  }

  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @ParameterizedTest
  @ValueSource(
      strings = {"eyJ", "code=", "Bearer ", "\"password\":\"\\\"", "aA1-", "eyJa.", "eyJa%3D", "x"})
  void anybodysTextIsReadInTime(String piece) {
    // Whoever sends it must not be able to hold a thread. What is linear takes some milliseconds.
    assertThat(Redaction.of(piece.repeat(100_000))).isNotNull();
  }

  private static List<Log> forms() {
    return List.of(new Log(Map.of()), new Log(Map.of("HOLDFAST_LOG_FORMAT", "json")));
  }
}
