package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PodSecurityTest {

  /** As the kubelet leaves files of the pod's group: readable for it, and for nobody else. */
  private static final int GROUP_MAY_READ = 0440;

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|header|jaas.config)(_FILE)?");

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void everyPodIsAsRestrictedAsKubernetesCanDemand(String example) {
    assertThat(Chart.render(example).pods())
        .hasSize(5)
        .allSatisfy(
            pod -> {
              var security = pod.getSecurityContext();
              assertThat(security.getRunAsNonRoot()).isTrue();
              assertThat(security.getRunAsUser()).isPositive();
              assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getEnableServiceLinks()).isFalse();
              assertThat(pod.getHostNetwork()).isNull();
              assertThat(pod.getInitContainers()).isEmpty();
              assertThat(pod.getContainers()).hasSize(1).allSatisfy(PodSecurityTest::isRestricted);
            });
  }

  private static void isRestricted(Container container) {
    var security = container.getSecurityContext();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getPrivileged()).isNull();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getResources().getLimits()).containsKey("memory");
    assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void temporaryFilesMayBeExecuted(String example) {
    assertThat(Chart.render(example).pods())
        .allSatisfy(
            pod -> {
              assertThat(pod.getContainers().getFirst().getVolumeMounts())
                  .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
              // A volume in memory would count against the heap's limit.
              assertThat(pod.getVolumes())
                  .filteredOn(volume -> volume.getName().equals("tmp"))
                  .singleElement()
                  .satisfies(tmp -> assertThat(tmp.getEmptyDir().getMedium()).isNull());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void noSecretIsInWhatIsRendered(String example) {
    Manifests rendered = Chart.render(example);

    assertThat(rendered.all(Secret.class)).isEmpty();
    assertThat(rendered.pods().stream().flatMap(PodSecurityTest::environment))
        .filteredOn(variable -> SECRET.matcher(variable.getName()).matches())
        .isNotEmpty()
        .allSatisfy(
            variable -> {
              assertThat(variable.getName()).endsWith("_FILE");
              assertThat(variable.getValue()).startsWith("/etc/holdfast/secrets/");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void whatVariablesNameIsMountedForTheGroupOnly(String example) {
    assertThat(Chart.render(example).pods())
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getFsGroup())
                  .isEqualTo(pod.getSecurityContext().getRunAsGroup());
              assertThat(secretVolumes(pod))
                  .allSatisfy(volume -> assertThat(mode(volume)).isEqualTo(GROUP_MAY_READ));
              assertThat(mountedFiles(pod))
                  .containsAll(
                      environment(pod)
                          .filter(variable -> variable.getName().endsWith("_FILE"))
                          .map(EnvVar::getValue)
                          .toList());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "authserver, authserver-database-password mcp-gateway-client-secret"
        + " revocation-listener-client-secret authserver-keyset.json",
    "token-service, token-service-database-password keyed-hash.json key-encryption.json",
    "mcp-gateway, mcp-gateway-client-secret sessions.json",
    "revocation-listener, revocation-listener-client-secret",
  })
  void eachServiceGetsItsOwnSecretsOnly(String service, String keys) {
    PodSpec pod =
        Chart.render("minimal").get(Deployment.class, service).getSpec().getTemplate().getSpec();

    assertThat(items(pod)).containsExactlyInAnyOrder(keys.split(" "));
  }

  @Test
  void keysInAKeyServiceNeedNoFile() {
    PodSpec pod =
        Chart.render("minimal", "{tokenService: {keys: {primary: 'aws-kms://arn:aws:kms:k'}}}")
            .get(Deployment.class, "token-service")
            .getSpec()
            .getTemplate()
            .getSpec();

    assertThat(items(pod))
        .containsExactlyInAnyOrder("token-service-database-password", "keyed-hash.json");
  }

  @Test
  void accountsOfServicesHaveNoToken() {
    assertThat(Chart.render("everything").all(ServiceAccount.class))
        .hasSize(4)
        .allSatisfy(account -> assertThat(account.getAutomountServiceAccountToken()).isFalse());
  }

  private static Stream<EnvVar> environment(PodSpec pod) {
    return pod.getContainers().stream().flatMap(container -> container.getEnv().stream());
  }

  private static List<Volume> secretVolumes(PodSpec pod) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getSecret() != null || volume.getProjected() != null)
        .toList();
  }

  private static int mode(Volume volume) {
    return volume.getSecret() != null
        ? volume.getSecret().getDefaultMode()
        : volume.getProjected().getDefaultMode();
  }

  private static List<String> mountedFiles(PodSpec pod) {
    return pod.getContainers().getFirst().getVolumeMounts().stream()
        .flatMap(
            mount ->
                pod.getVolumes().stream()
                    .filter(volume -> volume.getName().equals(mount.getName()))
                    .flatMap(PodSecurityTest::projections)
                    .flatMap(projection -> projection.getSecret().getItems().stream())
                    .map(item -> mount.getMountPath() + "/" + item.getPath()))
        .toList();
  }

  private static List<String> items(PodSpec pod) {
    return pod.getVolumes().stream()
        .flatMap(PodSecurityTest::projections)
        .flatMap(projection -> projection.getSecret().getItems().stream())
        .map(item -> item.getKey())
        .toList();
  }

  private static Stream<VolumeProjection> projections(Volume volume) {
    return Stream.ofNullable(volume.getProjected())
        .flatMap(projected -> projected.getSources().stream())
        .filter(source -> Objects.nonNull(source.getSecret()));
  }
}
