package dev.holdfast.bench.authserver;

import dev.holdfast.local.system.LocalSecrets;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keycloak's files: how its realm is written, how it is built and started. */
record KeycloakDistribution(Path home, int heapMegabytes) {

  static final String VERSION = "26.7.3";
  static final String SCHEMA = "keycloak";
  static final String SERVICE = "service";
  static final String SERVICE_SECRET = "keycloak-service";
  static final String APP = "app";
  static final String PERSON = "ada";
  static final String PERSON_PASSWORD = "keycloak-ada";

  private static final List<String> BUILD_OPTIONS =
      List.of("--db=mariadb", "--cache=local", "--metrics-enabled=false", "--health-enabled=false");

  // After its own -XX:+UseG1GC, so that this collector counts.
  private static final String SAME_FOR_EVERYBODY =
      "-XX:-UseG1GC -XX:+UseSerialGC -XX:+UseCompactObjectHeaders";

  /** A realm that is imported at the start, if the database does not have it yet. */
  void writeRealm(String name, String algorithm, LocalSecrets secrets) {
    Map<String, String> values =
        Map.of(
            "@realm@",
            name,
            "@algorithm@",
            algorithm,
            "@secret@",
            secrets.get(SERVICE_SECRET).reveal(),
            "@password@",
            secrets.get(PERSON_PASSWORD).reveal());
    String json = template();
    for (Map.Entry<String, String> value : values.entrySet()) {
      json = json.replace(value.getKey(), value.getValue());
    }
    try {
      Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
      Files.writeString(imports.resolve(name + "-realm.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Optimises it for these options, unless that was done before. */
  void build(Path logs) {
    Path stamp = home.resolve("data").resolve(".built");
    if (Files.exists(stamp)) {
      return;
    }
    try {
      Process build = script("build", BUILD_OPTIONS, Map.of(), logs).start();
      if (build.waitFor() != 0) {
        throw new IllegalStateException("Keycloak could not be built; see its log");
      }
      Files.writeString(stamp, String.join(" ", BUILD_OPTIONS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  Process start(int port, Settings settings, Path logs) {
    String database =
        "jdbc:mariadb://127.0.0.1:%d/%s".formatted(settings.ports().database(), SCHEMA);
    List<String> options =
        List.of(
            "--optimized",
            "--import-realm",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname-strict=false",
            "--log-level=warn",
            "--db-url=" + database,
            "--db-username=" + SCHEMA);
    String password = settings.secrets().get("database-" + SCHEMA).reveal();
    try {
      return script("start", options, Map.of("KC_DB_PASSWORD", password), logs).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder script(
      String verb, List<String> options, Map<String, String> environment, Path logs) {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add(home.resolve("bin").resolve("kc.sh").toString());
    command.add(verb);
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(logs.resolve("keycloak.log").toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx" + heapMegabytes + "m");
    builder.environment().put("JAVA_OPTS_APPEND", SAME_FOR_EVERYBODY);
    builder.environment().putAll(environment);
    return builder;
  }

  private static String template() {
    try (InputStream template =
        KeycloakDistribution.class.getResourceAsStream("keycloak-realm.json")) {
      return new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
