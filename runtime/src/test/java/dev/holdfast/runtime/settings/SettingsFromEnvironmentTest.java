package dev.holdfast.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.AbstractPropertySourceLoader;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.core.type.Argument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFromEnvironmentTest {

  private static final String VALUE = "java.lang.String";
  private static final String LIST = "java.util.List";
  private static final String MAP = "java.util.Map";
  private static final String PATH = "java.nio.file.Path";
  private static final KnownSettings KNOWN =
      new KnownSettings(
          List.of(
              new Setting("holdfast.authserver.clients.*.redirect-uris", LIST),
              new Setting("holdfast.authserver.clients.*.secret", VALUE),
              new Setting("holdfast.token.providers.*.client-secret", VALUE),
              new Setting("holdfast.token.providers.*.token-parameters", MAP)));

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "DATASOURCES_DEFAULT_PASSWORD, datasources.default.password",
    "HOLDFAST_SERVICE_CLIENT_SECRET, holdfast.service.client-secret",
    "HOLDFAST_TOKEN_PROVIDERS_GITHUB_CLIENT_SECRET, holdfast.token.providers.github.client-secret",
    "HOLDFAST_AUTHSERVER_CLIENTS_MCP_GATEWAY_SECRET, holdfast.authserver.clients.mcp-gateway.secret",
    "HOLDFAST_TOKEN_PROVIDERS_MY_OWN_CLIENT_SECRET, holdfast.token.providers.my-own.client-secret",
    "KAFKA_SSL_KEYSTORE_PASSWORD, kafka.ssl.keystore.password",
    "KAFKA_SASL_JAAS_CONFIG, kafka.sasl.jaas.config",
    "MICRONAUT_SERVER_SSL_KEY_STORE_PASSWORD, micronaut.server.ssl.key-store.password",
    "REVOCATION_CLIENT_IDS, revocation.client-ids"
  })
  void theFilesContentIsTheProperty(String variable, String property) throws IOException {
    Path file = file("from a file\n");
    try (ApplicationContext context = start(Map.of(variable + "_FILE", file.toString()))) {
      assertThat(context.getProperty(property, String.class)).hasValue("from a file");
    }
  }

  @Test
  void placeholdersSeeIt() throws IOException {
    Path file = file("from a file");
    try (ApplicationContext context =
        builder(Map.of("HOLDFAST_DATABASE_PASSWORD_FILE", file.toString()))
            .properties(Map.of("datasources.default.password", "${HOLDFAST_DATABASE_PASSWORD:}"))
            .start()) {
      assertThat(context.getProperty("datasources.default.password", String.class))
          .hasValue("from a file");
    }
  }

  @ParameterizedTest
  @CsvSource({"'a\n', a", "'a\r\n', a", "'a\n\n', 'a\n'", "'a\nb\n', 'a\nb'", "' a ', ' a '"})
  void oneLineEndIsNotPartOfTheValue(String content, String value) throws IOException {
    try (ApplicationContext context =
        start(Map.of("HOLDFAST_SECRET_FILE", file(content).toString()))) {
      assertThat(context.getProperty("holdfast.secret", String.class)).hasValue(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a${b}c", "${", "${HOME}", "a}${b:c}`d`${", "$$${{x"})
  void nothingInItIsAPlaceholder(String value) throws IOException {
    try (ApplicationContext context =
        start(Map.of("HOLDFAST_SECRET_FILE", file(value).toString()))) {
      assertThat(context.getProperty("holdfast.secret", String.class)).hasValue(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSL_CERT_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "NAME_FILE", "_FILE"})
  void variablesOfOthersAreLeftAlone(String variable) {
    try (ApplicationContext context = start(Map.of(variable, "/no/such/file"))) {
      assertThat(context.isRunning()).isTrue();
    }
  }

  @Test
  void settingsThatAreFilesThemselvesStayPaths() {
    KnownSettings known =
        new KnownSettings(
            List.of(new Setting("holdfast.a-file", PATH), new Setting("holdfast.a", VALUE)));
    try (ApplicationContext context = start(Map.of("HOLDFAST_A_FILE", "/no/such/file"), known)) {
      assertThat(context.getProperty("holdfast.a", String.class)).isEmpty();
      assertThat(context.getProperty("holdfast.a-file", String.class)).hasValue("/no/such/file");
    }
  }

  @Test
  void whatAPathNamesIsNeverTakenForThePath() throws IOException {
    Path key = file("-----BEGIN PRIVATE KEY-----");
    KnownSettings known = new KnownSettings(List.of(new Setting("holdfast.tls.private-key", PATH)));
    assertThatThrownBy(() -> start(Map.of("HOLDFAST_TLS_PRIVATE_KEY_FILE", key.toString()), known))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "HOLDFAST_TLS_PRIVATE_KEY is a path itself: set it instead of"
                + " HOLDFAST_TLS_PRIVATE_KEY_FILE");
  }

  @Test
  void entriesOfMapsHaveTheNamesThatAreMeant() {
    Map<String, String> environment =
        Map.of(
            "HOLDFAST_AUTHSERVER_CLIENTS_MCP_GATEWAY_SECRET", "a",
            "HOLDFAST_AUTHSERVER_CLIENTS_MCP_GATEWAY_REDIRECT_URIS", "b,c",
            "HOLDFAST_AUTHSERVER_CLIENTS_CONSOLE_REDIRECT_URIS_0", "d",
            "HOLDFAST_AUTHSERVER_CLIENTS_CONSOLE_REDIRECT_URIS_1", "e",
            "HOLDFAST_TOKEN_PROVIDERS_GOOGLE_TOKEN_PARAMETERS_ACCESS_TYPE", "offline");
    try (ApplicationContext context = start(environment)) {
      assertThat(context.getPropertyEntries("holdfast.authserver.clients"))
          .containsExactlyInAnyOrder("mcp-gateway", "console");
      assertThat(context.getPropertyEntries("holdfast.token.providers")).containsExactly("google");
      assertThat(list(context, "holdfast.authserver.clients.mcp-gateway.redirect-uris"))
          .containsExactly("b", "c");
      assertThat(list(context, "holdfast.authserver.clients.console.redirect-uris"))
          .containsExactly("d", "e");
      assertThat(
              context.getProperties(
                  "holdfast.token.providers.google.token-parameters", StringConvention.RAW))
          .containsExactly(Map.entry("access_type", "offline"));
    }
  }

  @Test
  void emptyVariablesCountAsNotSet() throws IOException {
    Path file = file("from a file");
    try (ApplicationContext context =
        start(
            Map.of("HOLDFAST_A_FILE", "", "HOLDFAST_B", "", "HOLDFAST_B_FILE", file.toString()))) {
      assertThat(context.getProperty("holdfast.a", String.class)).isEmpty();
      assertThat(context.getProperty("holdfast.b", String.class)).hasValue("from a file");
    }
  }

  @Test
  void theyCountMoreThanConfigurationFilesAndLessThanSystemProperties() throws IOException {
    Map<String, String> environment = Map.of("HOLDFAST_A_FILE", file("from a file").toString());
    PropertySource below =
        PropertySource.of(
            "below", Map.of("holdfast.a", "below"), AbstractPropertySourceLoader.DEFAULT_POSITION);
    PropertySource above =
        PropertySource.of(
            "above", Map.of("holdfast.a", "above"), SystemPropertiesPropertySource.POSITION);
    try (ApplicationContext context = builder(environment).propertySources(below).start()) {
      assertThat(context.getProperty("holdfast.a", String.class)).hasValue("from a file");
    }
    try (ApplicationContext context = builder(environment).propertySources(below, above).start()) {
      assertThat(context.getProperty("holdfast.a", String.class)).hasValue("above");
    }
  }

  @Test
  void bothWaysAtOnceEndTheStart() throws IOException {
    Path file = file("one");
    assertThatThrownBy(() -> start(Map.of("HOLDFAST_A", "two", "HOLDFAST_A_FILE", file.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("HOLDFAST_A and HOLDFAST_A_FILE are both set; set one");
  }

  @Test
  void whatHoldsNoValueEndsTheStart() throws IOException {
    refused(directory.resolve("absent"), "which does not exist");
    refused(directory, "which is a directory");
    refused(file("\n"), "which is empty");
    refused(file("x".repeat(SettingFile.LONGEST + 1)), "which is longer than 65536 bytes");
    Path binary = file("");
    Files.write(binary, new byte[] {'s', (byte) 0xff});
    refused(binary, "which is not UTF-8");
  }

  @Test
  void theLongestValueIsTaken() throws IOException {
    String longest = "x".repeat(SettingFile.LONGEST);
    assertThat(SettingFile.read("HOLDFAST_A_FILE", file(longest).toString())).isEqualTo(longest);
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> start(Map.of("HOLDFAST_A_FILE", file.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("HOLDFAST_A_FILE names " + file + ", " + why);
  }

  private Path file(String content) throws IOException {
    Path file = Files.createTempFile(directory, "setting", "");
    return Files.writeString(file, content, StandardCharsets.UTF_8);
  }

  private static List<String> list(ApplicationContext context, String property) {
    return context.getProperty(property, Argument.listOf(String.class)).orElseThrow();
  }

  private static ApplicationContext start(Map<String, String> environment) {
    return builder(environment).start();
  }

  private static ApplicationContext start(Map<String, String> environment, KnownSettings known) {
    return builder(environment, known).start();
  }

  private static ApplicationContextBuilder builder(Map<String, String> environment) {
    return builder(environment, KNOWN);
  }

  private static ApplicationContextBuilder builder(
      Map<String, String> environment, KnownSettings known) {
    ApplicationContextBuilder builder = ApplicationContext.builder();
    new SettingsFromEnvironment(environment, known).addTo(builder);
    return builder;
  }
}
