package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {

  private static final String COMPONENT = "app.kubernetes.io/component";

  static List<String> services() {
    return Services.ALL;
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void whatIsNotAllowedIsForbidden(String example) {
    NetworkPolicy all = Chart.render(example).get(NetworkPolicy.class, "test-holdfast");

    assertThat(all.getSpec().getPodSelector().getMatchLabels())
        .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/instance");
    assertThat(all.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(all.getSpec().getIngress()).isEmpty();
    assertThat(all.getSpec().getEgress()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceHasAPolicyForBothDirections(String service) {
    assertThat(policy("minimal", service).getSpec().getPolicyTypes())
        .containsExactly("Ingress", "Egress");
  }

  @Test
  void onlyTheThreeThatCallItReachTheTokenService() {
    List<NetworkPolicyIngressRule> rules =
        policy("minimal", Services.TOKEN_SERVICE).getSpec().getIngress();

    assertThat(rules).hasSize(1);
    assertThat(ports(rules.getFirst().getPorts())).containsExactly(9001);
    assertThat(components(rules.getFirst().getFrom()))
        .containsExactlyInAnyOrder(Services.AUTHSERVER, Services.GATEWAY, Services.LISTENER);
  }

  @Test
  void nobodyReachesTheListenerUnlessNamed() {
    assertThat(policy("minimal", Services.LISTENER).getSpec().getIngress()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"authserver, 9000", "mcp-gateway, 8080"})
  void clientsReachThePublicPortOnly(String service, int port) {
    List<NetworkPolicyIngressRule> rules = policy("minimal", service).getSpec().getIngress();

    assertThat(rules).hasSize(1);
    assertThat(ports(rules.getFirst().getPorts())).containsExactly(port);
  }

  @ParameterizedTest
  @CsvSource({
    "authserver, true, true, true",
    "token-service, true, false, true",
    "mcp-gateway, false, true, true",
    "revocation-listener, false, true, true",
  })
  void arrowsOfTheArchitectureAndNoOther(
      String service, boolean database, boolean tokenService, boolean kafka) {
    List<NetworkPolicyEgressRule> rules = policy("minimal", service).getSpec().getEgress();

    assertThat(reaches(rules, 3306)).isEqualTo(database);
    assertThat(reaches(rules, 9001)).isEqualTo(tokenService);
    assertThat(reaches(rules, 9092)).isEqualTo(kafka);
    assertThat(reaches(rules, 53)).isTrue();
    assertThat(rules.stream().flatMap(rule -> components(rule.getTo()).stream()))
        .isSubsetOf(Services.TOKEN_SERVICE);
    assertThat(rules.stream().flatMap(rule -> ports(rule.getPorts()).stream()))
        .as("no rule without ports")
        .isNotEmpty()
        .isSubsetOf(53, 443, 3306, 9001, 9092);
    assertThat(rules).allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
  }

  @Test
  void portsFollowAddresses() {
    List<NetworkPolicyEgressRule> gateway =
        policy("everything", Services.GATEWAY).getSpec().getEgress();

    assertThat(reaches(gateway, 3000)).as("an MCP server").isTrue();
    assertThat(reaches(gateway, 9093)).as("Kafka by TLS").isTrue();
    assertThat(reaches(gateway, 9092)).isFalse();
  }

  @Test
  void theIssuerIsReachedInsideWhereThatIsWanted() {
    List<NetworkPolicyEgressRule> gateway =
        policy("everything", Services.GATEWAY).getSpec().getEgress();

    assertThat(gateway)
        .filteredOn(rule -> ports(rule.getPorts()).contains(9000))
        .singleElement()
        .satisfies(
            rule -> assertThat(components(rule.getTo())).containsExactly(Services.AUTHSERVER));
    assertThat(policy("everything", Services.AUTHSERVER).getSpec().getIngress())
        .flatExtracting(rule -> components(rule.getFrom()))
        .containsExactlyInAnyOrder(Services.TOKEN_SERVICE, Services.GATEWAY, Services.LISTENER);
  }

  @Test
  void addressesThatClientsChooseArePublicOnes() {
    List<NetworkPolicyEgressRule> rules =
        policy("everything", Services.AUTHSERVER).getSpec().getEgress();

    assertThat(rules.getLast().getTo())
        .extracting(NetworkPolicyPeer::getIpBlock)
        .allSatisfy(block -> assertThat(block.getCidr()).isIn("0.0.0.0/0", "2000::/3"))
        .anySatisfy(
            block ->
                assertThat(block.getExcept())
                    .contains("10.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16"));
  }

  @Test
  void metricsAreForThoseNamed() {
    for (String service : Services.ALL) {
      assertThat(policy("everything", service).getSpec().getIngress())
          .filteredOn(rule -> ports(rule.getPorts()).contains(9090))
          .singleElement()
          .satisfies(rule -> assertThat(rule.getFrom()).isNotEmpty());
    }
  }

  @Test
  void theJobReachesKafkaOnly() {
    NetworkPolicy job = policy("minimal", "topics");

    assertThat(job.getSpec().getIngress()).isEmpty();
    assertThat(
            job.getSpec().getEgress().stream()
                .flatMap(rule -> ports(rule.getPorts()).stream())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(53, 9092);
  }

  @Test
  void noPoliciesWhereNoneAreWanted() {
    assertThat(
            Chart.render("everything", "{networkPolicy: {enabled: false}}")
                .all(NetworkPolicy.class))
        .isEmpty();
  }

  @Test
  void everyServiceStaysInsideTheCluster() {
    assertThat(Chart.render("everything").all(Service.class))
        .hasSize(4)
        .allSatisfy(service -> assertThat(service.getSpec().getType()).isEqualTo("ClusterIP"));
  }

  @Test
  void twoServicesHaveAWayInAndHealthHasNone() {
    Manifests rendered = Chart.render("everything");

    assertThat(rendered.all(Ingress.class))
        .flatExtracting(ingress -> ingress.getSpec().getRules())
        .flatExtracting(rule -> rule.getHttp().getPaths())
        .extracting(path -> path.getBackend().getService())
        .allSatisfy(
            service -> {
              assertThat(service.getName()).isIn(names(Services.AUTHSERVER, Services.GATEWAY));
              assertThat(service.getPort().getName()).isEqualTo("http");
            });
    assertThat(rendered.all(HTTPRoute.class))
        .flatExtracting(route -> route.getSpec().getRules())
        .flatExtracting(rule -> rule.getBackendRefs())
        .allSatisfy(
            backend -> {
              assertThat(backend.getName()).isIn(names(Services.AUTHSERVER, Services.GATEWAY));
              assertThat(backend.getPort()).isIn(9000, 8080);
            });
    assertThat(rendered.all(Ingress.class)).hasSize(2);
    assertThat(rendered.all(HTTPRoute.class)).hasSize(2);
  }

  @Test
  void noWayInUnlessAskedFor() {
    Manifests rendered = Chart.render("minimal");

    assertThat(rendered.all(Ingress.class)).isEmpty();
    assertThat(rendered.all(HTTPRoute.class)).isEmpty();
  }

  @Test
  void metadataOfAnIssuerBelowAPathIsAtTheRoot() {
    Manifests rendered = Chart.render("everything");

    assertThat(paths(rendered, Services.AUTHSERVER))
        .isEqualTo(
            Map.of(
                "/tenant", "Prefix",
                "/.well-known/oauth-authorization-server/tenant", "Exact",
                "/.well-known/openid-configuration/tenant", "Exact"));
    assertThat(
            rendered
                .get(HTTPRoute.class, Services.AUTHSERVER)
                .getSpec()
                .getRules()
                .getFirst()
                .getMatches())
        .extracting(match -> match.getPath().getType() + " " + match.getPath().getValue())
        .containsExactlyInAnyOrder(
            "PathPrefix /tenant",
            "Exact /.well-known/oauth-authorization-server/tenant",
            "Exact /.well-known/openid-configuration/tenant");
  }

  @Test
  void theGatewayServesItsPathsAndNoOther() {
    Manifests rendered = Chart.render("minimal", "{ingress: {enabled: true}}");

    assertThat(paths(rendered, Services.GATEWAY))
        .isEqualTo(Map.of("/mcp", "Prefix", "/.well-known/oauth-protected-resource", "Prefix"));
    assertThat(paths(rendered, Services.AUTHSERVER)).isEqualTo(Map.of("/", "Prefix"));
  }

  private static Map<String, String> paths(Manifests rendered, String service) {
    return rendered.get(Ingress.class, service).getSpec().getRules().stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .collect(Collectors.toMap(path -> path.getPath(), path -> path.getPathType()));
  }

  private static Set<String> names(String... services) {
    return Set.of(services).stream()
        .map(service -> "test-holdfast-" + service)
        .collect(Collectors.toSet());
  }

  private static NetworkPolicy policy(String example, String service) {
    return Chart.render(example).get(NetworkPolicy.class, "-" + service);
  }

  private static boolean reaches(List<NetworkPolicyEgressRule> rules, int port) {
    return rules.stream().anyMatch(rule -> ports(rule.getPorts()).contains(port));
  }

  private static List<Integer> ports(List<NetworkPolicyPort> ports) {
    return ports.stream().map(port -> port.getPort().getIntVal()).toList();
  }

  private static List<String> components(List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .filter(peer -> peer.getPodSelector() != null && peer.getNamespaceSelector() == null)
        .map(peer -> peer.getPodSelector().getMatchLabels().get(COMPONENT))
        .toList();
  }
}
