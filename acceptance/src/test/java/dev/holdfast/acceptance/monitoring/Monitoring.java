package dev.holdfast.acceptance.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The files of {@code deploy/monitoring}. */
final class Monitoring {

  private static final ObjectMapper JSON = new ObjectMapper();

  static final Path PROMETHEUS = Path.of("../deploy/monitoring/prometheus");
  static final Path DASHBOARDS = Path.of("../deploy/monitoring/grafana/dashboards");

  private Monitoring() {}

  /**
   * One expression, and what shows its result.
   *
   * @param where for people
   * @param template names labels of the result, in the template language of Grafana or Prometheus
   */
  record Expression(String where, String text, String template) {

    @Override
    public String toString() {
      return where;
    }
  }

  /** An alert rule; all but the expression as in the file, empty if missing. */
  record Alert(String name, String expression, String severity, String summary, String runbook) {}

  static List<JsonNode> dashboards() {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      return files.sorted().map(Monitoring::json).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> panels(JsonNode dashboard) {
    return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .toList();
  }

  static List<Alert> alerts() {
    JsonNode file = yaml(PROMETHEUS.resolve("alerts.yml"));
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : file.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        alerts.add(
            new Alert(
                rule.path("alert").asText(),
                rule.path("expr").asText(),
                rule.path("labels").path("severity").asText(),
                rule.path("annotations").path("summary").asText(),
                rule.path("annotations").path("runbook_url").asText()));
      }
    }
    return alerts;
  }

  static List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : panels(dashboard)) {
        for (JsonNode target : panel.path("targets")) {
          all.add(
              new Expression(
                  dashboard.path("title").asText()
                      + ": "
                      + panel.path("title").asText()
                      + " "
                      + target.path("refId").asText(),
                  target.path("expr").asText(),
                  target.path("legendFormat").asText()));
        }
      }
    }
    alerts().forEach(one -> all.add(new Expression(one.name(), one.expression(), one.summary())));
    return all;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return JSON.valueToTree(new Yaml().load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
