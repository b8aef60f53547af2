package dev.holdfast.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void theEnvironmentDecidesPortAndProvider() {
    assertThat(
            Settings.from(
                Map.of("PORT", "9200", "PROVIDER_USERINFO_URL", "http://127.0.0.1:9400/userinfo")))
        .isEqualTo(new Settings(9200, URI.create("http://127.0.0.1:9400/userinfo")));
  }

  @Test
  void nothingIsRequired() {
    assertThat(Settings.from(Map.of())).isEqualTo(new Settings(9100, null));
  }

  @Test
  void aPortOutOfRangeStopsTheStart() {
    assertThatThrownBy(() -> Settings.from(Map.of("PORT", "70000")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
