package dev.holdfast.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.acceptance.monitoring.Monitoring.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards, alert rules and the runbook fit together. */
final class MonitoringFilesTest {

  private static final Path RUNBOOK = Path.of("../docs/runbook.md");

  static Stream<Alert> alerts() {
    return Monitoring.alerts().stream();
  }

  static Stream<JsonNode> dashboards() {
    return Monitoring.dashboards().stream();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertSaysHowUrgentItIsAndWhatToDo(Alert alert) throws IOException {
    assertThat(alert.severity()).isIn("page", "ticket");
    assertThat(alert.summary()).isNotBlank();
    assertThat(alert.runbook())
        .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
    assertThat(sections()).contains(alert.name());
  }

  @Test
  void theRunbookIsAboutTheseAlerts() throws IOException {
    assertThat(sections()).containsExactlyInAnyOrderElementsOf(alerts().map(Alert::name).toList());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aDashboardExplainsItselfAndTakesAnyDataSource(JsonNode dashboard) {
    assertThat(dashboard.path("uid").asText()).startsWith("holdfast-");
    assertThat(dashboard.path("templating").path("list").path(0).path("type").asText())
        .isEqualTo("datasource");
    for (JsonNode panel : Monitoring.panels(dashboard)) {
      assertThat(panel.path("description").asText()).as(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
    }
  }

  @Test
  void dashboardsAndPanelsAreToldApart() {
    assertThat(dashboards().map(one -> one.path("uid").asText())).doesNotHaveDuplicates();
    assertThat(dashboards())
        .allSatisfy(
            one -> assertThat(one.path("panels").findValuesAsText("id")).doesNotHaveDuplicates());
  }

  /** Needs promtool, which comes with Prometheus, on the {@code PATH}. */
  @ParameterizedTest
  @CsvSource({
    "check,rules,alerts.yml",
    "check,config,prometheus.yml",
    "test,rules,alerts.test.yml"
  })
  void prometheusTakesThem(String verb, String kind, String file) throws Exception {
    promtool(verb, kind, Monitoring.PROMETHEUS.resolve(file));
  }

  /** Needs promtool, too: it reads expressions in rules only. */
  @Test
  void prometheusTakesWhatDashboardsAsk(@TempDir Path directory) throws Exception {
    List<Map<String, String>> rules =
        Monitoring.expressions().stream()
            .map(one -> one.text().replace("$__rate_interval", "5m"))
            .map(text -> Map.of("record", "asked", "expr", text))
            .toList();
    Path file = directory.resolve("rules.yml");
    new ObjectMapper()
        .writeValue(
            file.toFile(), Map.of("groups", List.of(Map.of("name", "all", "rules", rules))));
    promtool("check", "rules", file);
  }

  private static void promtool(String verb, String kind, Path file) throws Exception {
    assumeThat(isInstalled("promtool")).as("promtool is installed").isTrue();
    Process promtool =
        new ProcessBuilder("promtool", verb, kind, file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
  }

  private static List<String> sections() throws IOException {
    return Files.readAllLines(RUNBOOK).stream()
        .filter(line -> line.startsWith("## Holdfast"))
        .map(line -> line.substring(3))
        .toList();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
