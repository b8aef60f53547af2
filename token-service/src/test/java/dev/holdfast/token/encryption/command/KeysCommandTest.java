package dev.holdfast.token.encryption.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.Vaulted;
import dev.holdfast.token.encryption.KeysetFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

  private static final int USERS = 120;

  @TempDir Path directory;

  private final Map<String, Object> settings = new HashMap<>(Vaulted.settings());
  private TokenServer server;
  private Vaulted vaulted;
  private String output = "";

  @BeforeEach
  void start() {
    settings.put("holdfast.token.rekeying.batch-size", 5);
    settings.put("holdfast.token.keys.grace", "0s");
    server = TokenServer.start(TestDatabase.any().newSchema(), directory, settings);
    vaulted = new Vaulted(server, USERS);
    settings.putAll(server.schema().micronautProperties());
    settings.put("holdfast.token.keys.directory", directory.toString());
    settings.put("holdfast.bearer.issuers", "http://localhost:1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void runThatIsKilledIsFinishedByTheNextOne() throws IOException {
    assertThat(killedAfterTheFirstBatches()).startsWith("re-encrypted ");
    vaulted.assertReadableAt(server);
    assertThat(keys("status")).isZero();
    assertThat(output).contains("reencrypt of", "not finished").doesNotContain("[");

    assertThat(keys("reencrypt")).isZero();
    assertThat(output).contains("of " + USERS).endsWith("done\n");
    vaulted.assertSettled();
    vaulted.assertReadableAt(server);
    assertThat(keys("status")).isZero();
    assertThat(output).contains(USERS + " users, settled, wrapped by file://", "finished");
  }

  @Test
  void newKeyIsMadeWrapsAndIsTheOnlyOneLeft() {
    Path file = directory.resolve("next/kek.json");
    assertThat(keys("new-file", file.toString())).isZero();
    assertThat(output).isEqualTo("file://" + file + "\n");
    assertThat(keys("new-file", file.toString())).isEqualTo(2);

    settings.put("holdfast.token.keys.primary", "file://" + file);
    settings.put(
        "holdfast.token.keys.others", "file://" + directory.resolve("key-encryption.json"));
    assertThat(keys("rewrap")).isZero();
    assertThat(keys("status")).isZero();
    assertThat(output).contains(USERS + " users, settled, wrapped by file://" + file);
  }

  /** The authserver and the gateway read their files so. */
  @Test
  void newFileIsOneForTheOtherServicesToo() throws IOException, GeneralSecurityException {
    Path file = directory.resolve("other/authserver-keyset.json");
    assertThat(keys("new-file", file.toString())).isZero();

    Aead aead =
        TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get())
            .getPrimitive(AeadConfig2026.get(), Aead.class);
    assertThat(aead.decrypt(aead.encrypt(new byte[] {1}, new byte[0]), new byte[0]))
        .containsExactly(1);
  }

  @Test
  void newHashFileIsOneThatTheServiceTakes() throws GeneralSecurityException {
    Path file = directory.resolve("fresh/keyed-hash.json");
    assertThat(keys("new-hash-file", file.toString())).isZero();
    assertThat(output).isEqualTo("file://" + file + "\n");
    assertThat(keys("new-hash-file", file.toString())).isEqualTo(2);

    PrfSet hash = KeysetFiles.load(file).getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    assertThat(hash.computePrimary(new byte[] {1}, 32)).hasSize(32);
  }

  @Test
  void wrongUseAndMissingKeysAreTold() {
    assertThat(keys("reencrypt", "--user", "nobody")).isEqualTo(2);
    settings.put("holdfast.token.keys.primary", "file:///nowhere/kek.json");
    assertThat(keys("rewrap")).isEqualTo(2);
    assertThat(output).contains("nowhere");
  }

  private int keys(String... arguments) {
    var out = new StringWriter();
    CommandLine command = KeysCommand.commandLine(settings);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int status = command.execute(arguments);
    command.getOut().flush();
    command.getErr().flush();
    output = out.toString();
    return status;
  }

  /** The real program, as an operator runs it, ended by SIGKILL. */
  private String killedAfterTheFirstBatches() throws IOException {
    Path file = directory.resolve("token-service.properties");
    var properties = new Properties();
    settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.token.Application",
                "keys",
                "reencrypt")
            .redirectError(directory.resolve("stderr").toFile());
    builder.environment().put("MICRONAUT_CONFIG_FILES", file.toString());
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      return first == null ? Files.readString(directory.resolve("stderr")) : first;
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }
}
