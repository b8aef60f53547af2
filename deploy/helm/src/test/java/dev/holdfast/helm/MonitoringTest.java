package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MonitoringTest {

  private static final Path MONITORING = Path.of("..", "monitoring");

  @Test
  void metricsAreReadFromThePortTheyAreOn() {
    Manifests rendered = Chart.render("everything");
    var endpoint = rendered.get(ServiceMonitor.class, "").getSpec().getEndpoints().getFirst();

    assertThat(endpoint.getPath()).isEqualTo("/prometheus");
    for (String service : Services.ALL) {
      assertThat(rendered.get(Service.class, "-" + service).getSpec().getPorts())
          .anySatisfy(port -> assertThat(port.getName()).isEqualTo(endpoint.getPort()));
      assertThat(
              rendered
                  .get(Deployment.class, "-" + service)
                  .getSpec()
                  .getTemplate()
                  .getMetadata()
                  .getAnnotations())
          .containsEntry(
              "prometheus.io/port", "" + rendered.settings(service).get("endpoints.all.port"));
    }
  }

  @Test
  void rulesAndDashboardsComeFromFiles() {
    Manifests rendered = Chart.render("everything");

    assertThat(rendered.get(PrometheusRule.class, "").getSpec().getGroups())
        .singleElement()
        .satisfies(
            group -> assertThat(group.getRules().getFirst().getAlert()).isEqualTo("NobodyThere"));
    assertThat(rendered.get(ConfigMap.class, "-dashboards").getData())
        .containsEntry("overview.json", "{\"title\": \"Holdfast\"}\n");
  }

  @Test
  void nothingIsThereThatNeedsAnOperatorUnlessAskedFor() {
    Manifests rendered = Chart.render("minimal");

    assertThat(rendered.all(ServiceMonitor.class)).isEmpty();
    assertThat(rendered.all(PrometheusRule.class)).isEmpty();
  }

  @Test
  void theRepositorysRulesBecomeAPrometheusRule() throws IOException {
    List<Path> files = rules();
    assumeTrue(!files.isEmpty(), "there are no alert rules in deploy/monitoring");

    for (Path file : files) {
      Manifests rendered =
          new Manifests(
              Chart.template("minimal", "{}").setFile("monitoring.rules.file", file).call());

      assertThat(rendered.get(PrometheusRule.class, "").getSpec().getGroups()).isNotEmpty();
    }
  }

  private static List<Path> rules() throws IOException {
    if (Files.notExists(MONITORING)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(MONITORING)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(rules|alerts)\\.ya?ml"))
          .toList();
    }
  }
}
