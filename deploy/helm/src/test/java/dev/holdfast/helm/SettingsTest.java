package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

  static List<String> services() {
    return Services.ALL;
  }

  @ParameterizedTest
  @MethodSource("services")
  void everySettingIsOneThatTheServiceHas(String service) {
    KnownSettings known = KnownSettings.of(service);

    assertThat(Chart.render("everything").settings(service).keySet())
        .isNotEmpty()
        .allSatisfy(setting -> assertThat(known.has(setting)).as(setting).isTrue());
    assertThat(known.has("holdfast.no.such-setting")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "authserver, holdfast.gateway.public-url",
    "mcp-gateway, holdfast.authserver.issuer",
    "revocation-listener, holdfast.token.keys.directory",
    "token-service, revocation.client-ids",
  })
  void settingsOfOneServiceAreNotAnothers(String service, String setting) {
    assertThat(KnownSettings.of(service).has(setting)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("services")
  void secretsAreToldByPlaceholdersOnly(String service) {
    KnownSettings known = KnownSettings.of(service);

    assertThat(Chart.render("everything").settings(service).entrySet())
        .filteredOn(setting -> known.isSecret(setting.getKey()))
        .allSatisfy(
            setting ->
                assertThat(String.valueOf(setting.getValue())).matches(PLACEHOLDER.pattern()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyPlaceholderHasItsVariable(String service) {
    Manifests rendered = Chart.render("everything");

    assertThat(variables(rendered, service))
        .containsAll(
            rendered.settings(service).values().stream()
                .flatMap(value -> placeholders(String.valueOf(value)))
                .map(name -> name + "_FILE")
                .toList());
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyVariableWithASecretIsASettings(String service) {
    KnownSettings known = KnownSettings.of(service);

    assertThat(variables(Chart.render("everything"), service))
        .filteredOn(variable -> variable.endsWith("_FILE"))
        // An example of a name that settings say by themselves.
        .filteredOn(variable -> !variable.equals("HOLDFAST_FIRST_ADMINISTRATOR_FILE"))
        .isNotEmpty()
        .allSatisfy(
            variable ->
                assertThat(known.isSecretVariable(variable.replaceFirst("_FILE$", "")))
                    .as(variable)
                    .isTrue());
    assertThat(known.isSecretVariable("HOLDFAST_PASSPHRASE")).isFalse();
  }

  @Test
  void theAuthserverKnowsTheSecretsOfThoseThatCallIt() {
    assertThat(variables(Chart.render("everything"), Services.AUTHSERVER))
        .contains(
            "HOLDFAST_AUTHSERVER_CLIENTS_MCP_GATEWAY_SECRET_FILE",
            "HOLDFAST_AUTHSERVER_CLIENTS_REVOCATION_LISTENER_SECRET_FILE",
            "HOLDFAST_AUTHSERVER_CLIENTS_OPERATOR_SECRET_FILE");
  }

  @Test
  void bothSidesOfEachCallAgree() {
    Manifests rendered = Chart.render("everything");
    Map<String, Object> authserver = rendered.settings(Services.AUTHSERVER);
    Map<String, Object> tokenService = rendered.settings(Services.TOKEN_SERVICE);
    Map<String, Object> listener = rendered.settings(Services.LISTENER);
    Map<String, Object> gateway = rendered.settings(Services.GATEWAY);

    for (Map<String, Object> caller : List.of(authserver, gateway, listener)) {
      assertThat(caller)
          .containsEntry(
              "holdfast.token-service.audience", tokenService.get("holdfast.bearer.audience"))
          .containsEntry("holdfast.token-service.url", "https://test-holdfast-token-service:9001");
    }
    assertThat(authserver)
        .containsEntry(
            "holdfast.revocation-listener.audience", listener.get("holdfast.bearer.audience"))
        .containsEntry(
            "holdfast.authserver.single-session.client-ids", listener.get("revocation.client-ids"))
        .containsEntry("holdfast.authserver.resources.wiki.uri", "https://mcp.example.com/mcp/wiki")
        .containsEntry("holdfast.authserver.resources.wiki.provider", "wiki");
    assertThat(gateway)
        .containsEntry("holdfast.service.issuer", authserver.get("holdfast.authserver.issuer"))
        .containsEntry("holdfast.gateway.servers.wiki.provider", "wiki");
    assertThat(tokenService)
        .containsEntry(
            "holdfast.token.providers.wiki.redirect-uri",
            "https://auth.example.com/tenant/connect/wiki/callback");
  }

  @Test
  void topicsAreThoseOfTheOthers() {
    Manifests rendered = Chart.render("everything");

    assertThat(rendered.settings(Services.AUTHSERVER))
        .containsEntry("holdfast.outbox.topic-prefix", "tenant.");
    assertThat(rendered.settings(Services.LISTENER))
        .containsEntry("holdfast.listener.topics.identity", "tenant.holdfast.identity")
        .containsEntry("holdfast.listener.topics.dead-letters", "tenant.holdfast.identity.dlt");
    assertThat(rendered.settings(Services.GATEWAY))
        .containsEntry("holdfast.gateway.revocation.topic", "tenant.holdfast.tokens")
        .containsEntry("holdfast.gateway.revocation.session-topic", "tenant.holdfast.sessions")
        .containsEntry("holdfast.gateway.audit.topic", "tenant.holdfast.audit");
  }

  @Test
  void callersShowCertificatesWhereNoBrowserComes() {
    Manifests rendered = Chart.render("everything");

    assertThat(rendered.settings(Services.TOKEN_SERVICE))
        .containsEntry("holdfast.tls.client-authentication", "required");
    assertThat(rendered.settings(Services.GATEWAY))
        .containsEntry("holdfast.tls.certificate", "/etc/holdfast/tls/tls.crt")
        .doesNotContainKey("holdfast.tls.client-authentication");
  }

  @Test
  void largeNumbersStayWhole() {
    assertThat(Chart.render("everything").settings(Services.AUTHSERVER))
        .containsEntry("holdfast.authserver.registration.max-clients", 1_000_000);
  }

  @Test
  void ownSettingsWin() {
    assertThat(
            Chart.render("minimal", "{gateway: {settings: {\"micronaut.server.port\": 8081}}}")
                .settings(Services.GATEWAY))
        .containsEntry("micronaut.server.port", 8081);
  }

  private static Stream<String> placeholders(String value) {
    return PLACEHOLDER.matcher(value).results().map((MatchResult found) -> found.group(1));
  }

  private static List<String> variables(Manifests rendered, String service) {
    return rendered
        .get(Deployment.class, "-" + service)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getEnv()
        .stream()
        .map(EnvVar::getName)
        .toList();
  }
}
