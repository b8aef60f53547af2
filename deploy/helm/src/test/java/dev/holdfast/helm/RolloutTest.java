package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RolloutTest {

  static List<String> services() {
    return Services.ALL;
  }

  @ParameterizedTest
  @MethodSource("services")
  void aNewReplicaIsReadyBeforeAnOldOneLeaves(String service) {
    var spec = deployment("minimal", service).getSpec();
    var rolling = spec.getStrategy().getRollingUpdate();

    assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
    assertThat(rolling.getMaxSurge().getIntVal()).isEqualTo(1);
    assertThat(spec.getMinReadySeconds()).isPositive();
    assertThat(spec.getReplicas()).isGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("services")
  void probesAskOnThePortThatNoIngressReaches(String service) {
    Container container = container("everything", service);

    assertThat(container.getPorts())
        .anySatisfy(
            port -> {
              assertThat(port.getName()).isEqualTo("management");
              assertThat(port.getContainerPort())
                  .isEqualTo(
                      Chart.render("everything").settings(service).get("endpoints.all.port"));
            });
    asks(container.getStartupProbe(), "/health/liveness");
    asks(container.getLivenessProbe(), "/health/liveness");
    asks(container.getReadinessProbe(), "/health/readiness");
  }

  private static void asks(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    // It is plain HTTP there even when the services speak TLS.
    assertThat(probe.getHttpGet().getScheme()).isNull();
  }

  @Test
  void aStartMayTakeAsLongAsMigrationsDo() {
    Probe probe = container("minimal", Services.AUTHSERVER).getStartupProbe();

    assertThat(probe.getPeriodSeconds() * probe.getFailureThreshold()).isEqualTo(600);
    assertThat(deployment("minimal", Services.AUTHSERVER).getSpec().getProgressDeadlineSeconds())
        .isGreaterThan(600);
  }

  @ParameterizedTest
  @MethodSource("services")
  void theKubeletWaitsLongerThanALeavingReplicaTakes(String service) {
    Manifests rendered =
        Chart.render("minimal", "{defaults: {stop: {noticeSeconds: 7, gracePeriodSeconds: 45}}}");
    var pod = rendered.get(Deployment.class, service).getSpec().getTemplate().getSpec();
    var settings = rendered.settings(service);

    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(7 + 45);
    assertThat(settings)
        .containsEntry("holdfast.stop.notice", "7s")
        .containsEntry("micronaut.lifecycle.graceful-shutdown.enabled", true)
        .containsEntry("micronaut.lifecycle.graceful-shutdown.grace-period", "45s");
    assertThat(pod.getContainers().getFirst().getLifecycle()).as("it gives notice itself").isNull();
  }

  @ParameterizedTest
  @MethodSource("services")
  void budgetsLetOneReplicaGoAtATime(String service) {
    Manifests rendered = Chart.render("minimal");
    var budget = rendered.get(PodDisruptionBudget.class, service).getSpec();

    assertThat(budget.getMaxUnavailable().getIntVal())
        .isEqualTo(1)
        .isLessThan(rendered.get(Deployment.class, service).getSpec().getReplicas());
    assertThat(budget.getSelector())
        .isEqualTo(rendered.get(Deployment.class, service).getSpec().getSelector());
  }

  @Test
  void oneReplicaHasNoBudgetThatWouldKeepItsNodeFromDraining() {
    Manifests rendered =
        Chart.render(
            "minimal",
            "{listener: {replicas: 1}, gateway: {replicas: 5, autoscaling: {enabled: true,"
                + " minReplicas: 1}}}");

    assertThat(rendered.find(PodDisruptionBudget.class, Services.LISTENER)).isEmpty();
    assertThat(rendered.find(PodDisruptionBudget.class, Services.GATEWAY)).isEmpty();
    assertThat(rendered.find(PodDisruptionBudget.class, Services.AUTHSERVER)).isPresent();
  }

  @Test
  void replicasAreTheAutoscalersWhereThereIsOne() {
    Manifests rendered = Chart.render("everything");

    assertThat(rendered.all(HorizontalPodAutoscaler.class))
        .extracting(scaler -> scaler.getSpec().getScaleTargetRef().getName())
        .containsExactlyInAnyOrder("test-holdfast-authserver", "test-holdfast-mcp-gateway");
    assertThat(deployment("everything", Services.AUTHSERVER).getSpec().getReplicas()).isNull();
    assertThat(deployment("everything", Services.LISTENER).getSpec().getReplicas()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatSelectsPodsNeverChanges(String service) {
    var selector =
        Chart.render("everything", "{image: {tag: 9.9.9}, commonLabels: {a: b}}")
            .get(Deployment.class, service)
            .getSpec()
            .getSelector();

    assertThat(selector.getMatchLabels())
        .isEqualTo(
            Map.of(
                "app.kubernetes.io/name", "holdfast",
                "app.kubernetes.io/instance", "test",
                "app.kubernetes.io/component", service));
    assertThat(selector.getMatchExpressions()).isEmpty();
    assertThat(deployment("minimal", service).getSpec().getSelector()).isEqualTo(selector);
  }

  @Test
  void otherSettingsRestartTheServiceTheyAreForAndNoOther() {
    Manifests before = Chart.render("minimal");
    Manifests after =
        Chart.render(
            "minimal", "{gateway: {settings: {\"holdfast.gateway.stream.keep-alive\": 10s}}}");

    for (String service : Services.ALL) {
      assertThat(
              after
                  .get(Deployment.class, service)
                  .getSpec()
                  .getTemplate()
                  .equals(before.get(Deployment.class, service).getSpec().getTemplate()))
          .as(service)
          .isNotEqualTo(service.equals(Services.GATEWAY));
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void replicasAreSpreadOverZonesAndNodes(String service) {
    assertThat(
            deployment("minimal", service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTopologySpreadConstraints())
        .extracting(constraint -> constraint.getTopologyKey())
        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
  }

  private static Deployment deployment(String example, String service) {
    return Chart.render(example).get(Deployment.class, "-" + service);
  }

  private static Container container(String example, String service) {
    return deployment(example, service)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }
}
