package dev.holdfast.cli.command;

import static dev.holdfast.cli.command.Terminal.ID;
import static dev.holdfast.cli.command.Terminal.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: secrets, output, exit statuses. */
class HoldfastCommandTest {

  private final Terminal terminal = new Terminal();

  @AfterEach
  void stop() {
    terminal.close();
  }

  @Test
  void provesItselfWithTheSecretFromTheEnvironment() {
    terminal.server.on("GET /admin/keys", 200, "[]");

    assertThat(terminal.run("key list")).isZero();

    // operator:s3cret%2F%2B
    assertThat(terminal.server.tokenRequests().getFirst())
        .startsWith("Basic b3BlcmF0b3I6czNjcmV0JTJGJTJC ")
        .contains("grant_type=client_credentials", "resource=http%3A%2F%2F127.0.0.1");
  }

  @Test
  void provesItselfWithTheSecretFromAFile(@TempDir Path directory) throws IOException {
    terminal.server.on("GET /admin/keys", 200, "[]");
    Path file = Files.writeString(directory.resolve("secret"), "x\n");

    assertThat(terminal.run("key list --client-id me --secret-file " + file)).isZero();
    terminal.environment.put("HOLDFAST_CLIENT_SECRET_FILE", file.toString());
    terminal.environment.put("HOLDFAST_CLIENT_SECRET", "");
    assertThat(terminal.run("key list --client-id me")).isZero();

    // me:x
    assertThat(terminal.server.tokenRequests())
        .hasSize(2)
        .allMatch(sent -> sent.startsWith("Basic bWU6eA== "));
  }

  @Test
  void aSecretIsNeverTakenFromTheCommandLineNorPrinted() {
    assertThat(terminal.run("key list --secret hunter2")).isEqualTo(2);
    terminal.server.on("POST /token", 401, "{\"error\": \"invalid_client\"}");
    assertThat(terminal.run("key list")).isEqualTo(2);

    assertThat(terminal.err()).contains("invalid_client").doesNotContain("s3cret");
  }

  @Test
  void listsEveryPageAsATable() {
    terminal.server.on(
        "GET /admin/users?limit=200&search=a%20b%26",
        200, "{\"users\": [%s], \"next\": \"n x\"}".formatted(USER));
    terminal.server.on(
        "GET /admin/users?limit=200&search=a%20b%26&after=n%20x",
        200, "{\"users\": [%s]}".formatted(USER.replace("Ann", "\\u001b[31mEvil")));

    assertThat(terminal.run("user", "list", "--search", "a b&")).isZero();

    assertThat(terminal.out().lines())
        .containsExactly(
            "id                                    username  name       state   roles",
            ID + "  ann       Ann        active  a b",
            ID + "  ann       ?[31mEvil  active  a b");
  }

  @Test
  void stopsAtTheMostAskedFor() {
    terminal.server.on(
        "GET /admin/clients?limit=200",
        200,
        "{\"clients\": [{\"clientId\": \"one\"}, {\"clientId\": \"two\"}], \"next\": \"two\"}");

    assertThat(terminal.run("client list --most 1")).isZero();

    assertThat(terminal.out()).contains("one").doesNotContain("two");
    assertThat(terminal.server.asked()).hasSize(1);
  }

  @Test
  void printsJsonForPrograms() {
    terminal.server.on("GET /admin/users/" + ID, 200, USER);
    terminal.server.on("POST /admin/users/" + ID + "/lock", 204, "");

    assertThat(terminal.run("user show --json " + ID)).isZero();
    assertThat(terminal.run("--json user lock " + ID)).isZero();

    assertThat(terminal.out())
        .startsWith("{")
        .contains("\"roles\" : [ \"a\", \"b\" ]")
        .endsWith("}\n");
  }

  @Test
  void exitsWithOneIfTheServerRefuses() {
    terminal.server.on(
        "POST /admin/users/" + ID + "/unlock",
        409,
        "{\"title\": \"Conflict\", \"detail\": \"The user is disabled\"}");
    terminal.server.on(
        "GET /admin/users/" + ID,
        500,
        "{\"title\": \"Internal Server Error\", \"detail\": \"Ours\", \"traceId\": \"t1\"}");

    assertThat(terminal.run("user unlock " + ID)).isEqualTo(1);
    assertThat(terminal.run("user show nobody")).isEqualTo(1);
    assertThat(terminal.run("user show " + ID)).isEqualTo(1);

    assertThat(terminal.err().lines())
        .containsExactly(
            "holdfast: 409 Conflict The user is disabled",
            "holdfast: 404 Not Found No such thing",
            "holdfast: 500 Internal Server Error Ours (trace id t1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "user",
        "client",
        "session",
        "key",
        "nonsense",
        "user lock",
        "user create",
        "user unlink ann",
        "user list --most x",
        "user show a --secret-file /nowhere/at/all",
        "user create a --password-file /nowhere/at/all"
      })
  void exitsWithTwoIfUsedWrongly(String command) {
    assertThat(terminal.run(command)).isEqualTo(2);
    assertThat(terminal.err()).isNotBlank();
    assertThat(terminal.server.asked()).isEmpty();
  }

  @Test
  void exitsWithTwoIfThereIsNoSecret() {
    terminal.environment.clear();

    assertThat(terminal.run("key list")).isEqualTo(2);
    assertThat(terminal.err()).contains("HOLDFAST_CLIENT_SECRET");
  }

  @Test
  void exitsWithTwoIfTheSecretIsSetInBothWays() {
    terminal.environment.put("HOLDFAST_CLIENT_SECRET_FILE", "/no/such/file");

    assertThat(terminal.run("key list")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("HOLDFAST_CLIENT_SECRET and HOLDFAST_CLIENT_SECRET_FILE are both set")
        .doesNotContain("s3cret");
  }

  @Test
  void exitsWithTwoIfNothingAnswersOrSomebodyElseDoes() {
    terminal.server.issuerInMetadata = "http://somebody.else";
    assertThat(terminal.run("key list")).isEqualTo(2);
    assertThat(terminal.err()).contains("no issuer");
    assertThat(terminal.server.tokenRequests()).isEmpty();

    terminal.server.close();
    assertThat(terminal.run("key list")).isEqualTo(2);
    assertThat(terminal.err()).contains("Nothing answers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://auth.example", "ftp://localhost", "auth.example", "http://127.1"})
  void sendsNoSecretInClearOverTheNetwork(String issuer) {
    assertThat(terminal.execute(List.of("key", "list", "--issuer", issuer))).isEqualTo(2);
    assertThat(terminal.err()).contains("https");
  }

  /** As in the authserver's container: nobody listens there at the port that browsers use. */
  @Test
  void reachesAPublicIssuerAtAnotherAddress() {
    terminal.server.issuerInMetadata = "https://login.example";
    terminal.server.on("GET /admin/keys", 200, "[]");
    List<String> list = List.of("key", "list");
    String address = terminal.server.issuer();
    terminal.environment.put("HOLDFAST_AUTHSERVER_ISSUER", "https://login.example");

    assertThat(terminal.execute(list, "--address", address)).isZero();
    terminal.environment.put("HOLDFAST_ISSUER_ADDRESS", address);
    assertThat(terminal.execute(list)).isZero();
    terminal.environment.put("HOLDFAST_AUTHSERVER_ISSUER", "https://other.example");
    terminal.environment.put("HOLDFAST_ISSUER", "https://login.example");
    assertThat(terminal.execute(list)).isZero();
    terminal.environment.put("HOLDFAST_ISSUER", "https://other.example");
    assertThat(terminal.execute(list, "--issuer", "https://login.example")).isZero();

    assertThat(terminal.server.asked()).hasSize(4);
    assertThat(terminal.server.tokenRequests())
        .hasSize(4)
        .allMatch(sent -> sent.endsWith("&resource=https%3A%2F%2Flogin.example"));
    assertThat(terminal.execute(list)).isEqualTo(2);
    assertThat(terminal.err())
        .contains("There is no issuer https://other.example at http://127.0.0.1:");
    assertThat(terminal.server.tokenRequests()).hasSize(4);
  }

  @Test
  void keepsThePathOfAnIssuerAtAnotherAddress() {
    terminal.server.issuerInMetadata = "https://login.example/auth";
    terminal.server.on("GET /auth/admin/keys", 200, "[]");

    assertThat(
            terminal.execute(
                List.of("key", "list"),
                "--issuer",
                "https://login.example/auth",
                "--address",
                terminal.server.issuer()))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://auth.example", "auth.example", "http://localhost:9000/auth", "http://[:"})
  void takesNoOtherAddress(String address) {
    List<String> list = List.of("key", "list", "--issuer", "https://login.example");
    terminal.environment.put("HOLDFAST_ISSUER_ADDRESS", address);

    assertThat(terminal.execute(list, "--address", address)).isEqualTo(2);
    assertThat(terminal.execute(list)).isEqualTo(2);
    assertThat(terminal.err()).contains(address);
  }

  @Test
  void explainsItself() {
    assertThat(terminal.run("--help")).isZero();
    assertThat(terminal.run("user --help")).isZero();
    assertThat(terminal.run("user roles --help")).isZero();
    assertThat(terminal.out()).contains("Exit status", "reset-password", "ROLE");
  }
}
