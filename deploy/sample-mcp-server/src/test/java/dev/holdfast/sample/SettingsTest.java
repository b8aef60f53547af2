package dev.holdfast.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void theEnvironmentDecidesAddressAndProvider() {
    assertThat(
            Settings.from(
                Map.of(
                    "HOST", "0.0.0.0",
                    "PORT", "9200",
                    "ALLOWED_HOSTS", "sample:9200,other:*",
                    "PROVIDER_USERINFO_URL", "http://127.0.0.1:9400/userinfo")))
        .isEqualTo(
            new Settings(
                "0.0.0.0",
                9200,
                List.of("sample:9200", "other:*"),
                URI.create("http://127.0.0.1:9400/userinfo")));
  }

  @Test
  void nothingIsRequired() {
    assertThat(Settings.from(Map.of())).isEqualTo(new Settings("127.0.0.1", 9100, List.of(), null));
  }

  @Test
  void aPortOutOfRangeStopsTheStart() {
    assertThatThrownBy(() -> Settings.from(Map.of("PORT", "70000")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
