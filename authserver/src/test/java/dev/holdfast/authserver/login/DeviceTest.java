package dev.holdfast.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.grants.IssueGrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

  @ParameterizedTest
  @CsvSource({
    "'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', Firefox on Linux",
    "'Mozilla/5.0 (Windows NT 10.0) Chrome/147.0 Safari/537.36', Chrome on Windows",
    "'Mozilla/5.0 (Windows NT 10.0) Chrome/147.0 Safari/537.36 Edg/147.0', Edge on Windows",
    "'Mozilla/5.0 (Linux; Android 16) Chrome/147.0 Mobile Safari/537.36', Chrome on Android",
    "'Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/26.0 Safari/605.1.15', Safari on macOS",
    "'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/604.1', Safari on iPhone",
    "'Mozilla/5.0 (iPad; CPU OS 26_0 like Mac OS X) CriOS/147.0 Safari/604.1', Chrome on iPad",
    "curl/8.5.0, curl",
    "'Java-http-client/25.0.1', Java-http-client",
    "'', Unknown browser",
    "'/', Unknown browser",
  })
  void namesWhatThePersonWouldCallIt(String userAgent, String label) {
    assertThat(Device.label(userAgent)).isEqualTo(label);
  }

  @Test
  void staysShortAndPrintable() {
    assertThat(Device.label("x".repeat(10_000))).hasSize(40);
    assertThat(Device.label("x".repeat(10_000) + " CrOS"))
        .endsWith(" on ChromeOS")
        .hasSizeLessThan(IssueGrant.LONGEST_LABEL);
    assertThat(Device.label("b\u0000a\u202ed\u00e9/1")).isEqualTo("bad");
  }
}
