package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.token.TokenServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that cannot work ends the start, by the setting's name. */
class ProviderSettingsTest {

  private static final String PREFIX = "holdfast.token.providers.demo.";

  @TempDir Path keys;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer                    |                        | issuer is missing",
        "issuer                    | ftp://example.org      | issuer is not an http address",
        "client-id                 | ' '                    | client-id is blank",
        "client-secret             |                        | client-secret is missing",
        "authentication-method     | private_key_jwt        | private-key-file is missing",
        "private-key-file          | nowhere.json           | private-key-file cannot be read",
        "token-endpoint            | /token                 | token-endpoint is not an http address",
        "redirect-uri              | https://a.example/#x   | redirect-uri is not an http address",
        "resources                 | api                    | resources holds one",
        "authorization-parameters.state | x                 | authorization-parameters.state is not",
        "token-parameters.grant_type | x                    | token-parameters.grant_type is not",
        "timeout                   | 0s                     | timeout is not positive",
        "max-calls                 | 0                      | max-calls is not positive",
      })
  void brokenSettingIsNamed(String setting, String value, String message) {
    try (var provider = new StubProvider()) {
      Map<String, Object> settings = new HashMap<>(provider.settings());
      settings.remove(PREFIX + setting);
      if (value != null) {
        settings.put(PREFIX + setting, value);
      }
      assertThatThrownBy(() -> TokenServer.start(keys, settings))
          .hasStackTraceContaining(PREFIX + message);
    }
  }

  /** Two requests that find the endpoints, and the refresh, may take 24 s. */
  @Test
  void leaseThatARefreshMayOutlastEndsTheStart() {
    try (var provider = new StubProvider()) {
      Map<String, Object> settings = new HashMap<>(provider.settings());
      settings.put(PREFIX + "timeout", "8s");
      assertThatThrownBy(() -> TokenServer.start(keys, settings))
          .hasStackTraceContaining("holdfast.token.connections.lease (PT20S) is not longer")
          .hasStackTraceContaining("demo (PT24S");
    }
  }
}
