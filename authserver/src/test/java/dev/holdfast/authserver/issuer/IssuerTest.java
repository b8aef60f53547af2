package dev.holdfast.authserver.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.authserver.harness.Server;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://auth.example",
        "http://10.0.0.1:9000",
        "http://localhost.example",
        "http://127.0.0.1.example",
      })
  void plainHttpBeyondThisMachineMustBeAllowed(String issuer) {
    assertThatThrownBy(() -> issuer(issuer, false))
        .hasMessageContaining("holdfast.authserver.issuer")
        .hasMessageContaining("holdfast.authserver.allow-plain-http");
    assertThat(issuer(issuer, true).id()).isEqualTo(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.example/tenant",
        "http://localhost:9000",
        "http://127.0.0.1:9000",
        "http://[::1]:9000",
      })
  void httpsAndLoopbackNeedNoLeave(String issuer) {
    assertThat(issuer(issuer, false).id()).isEqualTo(issuer);
  }

  @Test
  void endsTheStartWithTheSettingsName() {
    assertThatThrownBy(
            () -> Server.replica(Map.of("holdfast.authserver.issuer", "http://auth.example")))
        .hasStackTraceContaining("holdfast.authserver.allow-plain-http");
  }

  private static Issuer issuer(String issuer, boolean allowPlainHttp) {
    Duration minute = Duration.ofMinutes(1);
    return new Issuer(URI.create(issuer), allowPlainHttp, minute, minute, minute, minute);
  }
}
