package dev.holdfast.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.runtime.start.StartFailure;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast.sample.patience | fast | (HOLDFAST_SAMPLE_PATIENCE) is not a time such as 250ms,"
            + " 10s, 5m, 12h or 30d, but 'fast'",
        "holdfast.sample.most | many | (HOLDFAST_SAMPLE_MOST) is not a whole number that is not too"
            + " large, but 'many'",
        "holdfast.sample.strict | ture | (HOLDFAST_SAMPLE_STRICT) is not true or false, but 'ture'",
        "holdfast.sample.mode | quick | (HOLDFAST_SAMPLE_MODE) is not one of [FAST, SLOW], but"
            + " 'quick'",
        "holdfast.sample.issuers | https://a,https://b c | (HOLDFAST_SAMPLE_ISSUERS) is not a URI",
        "holdfast.sample.url | https://u:secret@a b | (HOLDFAST_SAMPLE_URL) is not a URI",
        "holdfast.sample.servers.one.limit | x | (HOLDFAST_SAMPLE_SERVERS_ONE_LIMIT) is not a whole"
            + " number that is not too large, but 'x'"
      })
  void aValueOfAnotherTypeEndsTheStart(String property, String value, String reason) {
    refused(Map.of(property, value), property + " " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.sample.patience, 250ms",
    "holdfast.sample.patience, PT3S",
    "holdfast.sample.patience, ''",
    "holdfast.sample.most, 7",
    "holdfast.sample.strict, off",
    "holdfast.sample.mode, slow",
    "holdfast.sample.issuers, 'https://a, https://b'",
    "holdfast.sample.servers.my-own.allow-tools, a"
  })
  void everythingElseIsTaken(String property, String value) {
    try (ApplicationContext context = start(Map.of(property, value))) {
      assertThat(context.isRunning()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.sample.patient, holdfast.sample.patience",
    "holdfast.sampel.mode, holdfast.sample.mode",
    "holdfast.sample.servers.one.allow-tool, holdfast.sample.servers.<name>.allow-tools",
    "holdfast.sample.server.one.limit, holdfast.sample.servers.<name>.limit",
    "holdfast.sample.servers.one.allow.tools, holdfast.sample.servers.<name>.allow-tools"
  })
  void aMisspeltNameEndsTheStart(String misspelt, String meant) {
    refused(Map.of(misspelt, "1"), misspelt + " (context) is no setting: " + meant + "?");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                start(Map.of("holdfast.sample.mode", "quick", "holdfast.sample.mots", "3")).close())
        .satisfies(
            failure ->
                assertThat(StartFailure.of(failure).reason())
                    .contains("holdfast.sample.mots", "holdfast.sample.mode", "; "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"holdfast.other-service.url", "holdfast.sample.of-the-next-release"})
  void whatMayBeAnotherServicesIsNoMistake(String property) {
    try (ApplicationContext context = start(Map.of(property, "1"))) {
      assertThat(context.isRunning()).isTrue();
    }
  }

  private static void refused(Map<String, Object> properties, String reason) {
    assertThatThrownBy(() -> start(properties).close())
        .satisfies(
            failure -> {
              assertThat(StartFailure.of(failure).reason()).isEqualTo(reason);
              assertThat(StartFailure.of(failure).story()).isNull();
            });
  }

  private static ApplicationContext start(Map<String, Object> properties) {
    return ApplicationContext.builder()
        .properties(Map.of("sample", "true"))
        .properties(properties)
        .start();
  }
}
