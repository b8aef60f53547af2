package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.command.StubAuthserver.Asked;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HoldfastCommandTest {

  private static final String ID = "7e6f2c1a-3d5b-4b1e-9f00-1a2b3c4d5e6f";
  private static final String USER =
      """
      {"id": "%s", "username": "ann", "name": "Ann", "state": "active", "roles": ["a", "b"]}"""
          .formatted(ID);

  private final StubAuthserver server = new StubAuthserver();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("HOLDFAST_CLIENT_SECRET", "s3cret/+"));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "user lock, POST, /lock",
    "user unlock, POST, /unlock",
    "user disable, POST, /disable",
    "user enable, POST, /enable",
    "user delete, DELETE, ''"
  })
  void actsOnAUserNamedByIdOrByUsername(String command, String method, String suffix) {
    String path = "/admin/users/" + ID + suffix;
    server.on(method + ' ' + path, 204, "");
    server.on("GET /admin/users/by-username?username=ann", 200, USER);

    assertThat(run(command + ' ' + ID)).isZero();
    assertThat(run(command + " ann")).isZero();

    assertThat(server.asked().getFirst()).isEqualTo(new Asked(method, path, ""));
    assertThat(server.asked().getLast()).isEqualTo(new Asked(method, path, ""));
  }

  @Test
  void provesItselfWithTheSecretFromTheEnvironment() {
    server.on("GET /admin/keys", 200, "[]");

    assertThat(run("key list")).isZero();

    // operator:s3cret%2F%2B
    assertThat(server.tokenRequests().getFirst())
        .startsWith("Basic b3BlcmF0b3I6czNjcmV0JTJGJTJC ")
        .contains("grant_type=client_credentials", "resource=http%3A%2F%2F127.0.0.1");
  }

  @Test
  void provesItselfWithTheSecretFromAFile(@TempDir Path directory) throws IOException {
    server.on("GET /admin/keys", 200, "[]");
    Path file = Files.writeString(directory.resolve("secret"), "x\n");

    assertThat(run("key list --client-id me --secret-file " + file)).isZero();
    environment.put("HOLDFAST_CLIENT_SECRET_FILE", file.toString());
    assertThat(run("key list --client-id me")).isZero();

    // me:x
    assertThat(server.tokenRequests())
        .hasSize(2)
        .allMatch(sent -> sent.startsWith("Basic bWU6eA== "));
  }

  @Test
  void aSecretIsNeverTakenFromTheCommandLineNorPrinted() {
    assertThat(run("key list --secret hunter2")).isEqualTo(2);
    server.on("POST /token", 401, "{\"error\": \"invalid_client\"}");
    assertThat(run("key list")).isEqualTo(2);

    assertThat(err.toString()).contains("invalid_client").doesNotContain("s3cret");
  }

  @Test
  void createsAUser(@TempDir Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "twelve letters\n");
    server.on("POST /admin/users", 201, USER);

    assertThat(
            run(
                "user create ann --name Ann --email ann@example.com --role a --role b"
                    + " --password-file "
                    + password))
        .isZero();

    assertThat(server.asked().getFirst().body())
        .isEqualTo(
            """
            {"username":"ann","name":"Ann","email":"ann@example.com","roles":["a","b"],\
            "password":"twelve letters"}""");
    assertThat(out.toString()).contains("username", "ann", "a b").doesNotContain("twelve");
  }

  @Test
  void listsEveryPageAsATable() {
    server.on(
        "GET /admin/users?limit=200&search=a%20b%26",
        200, "{\"users\": [%s], \"next\": \"n x\"}".formatted(USER));
    server.on(
        "GET /admin/users?limit=200&search=a%20b%26&after=n%20x",
        200, "{\"users\": [%s]}".formatted(USER.replace("Ann", "\\u001b[31mEvil")));

    assertThat(run("user", "list", "--search", "a b&")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "id                                    username  name       state   roles",
            ID + "  ann       Ann        active  a b",
            ID + "  ann       ?[31mEvil  active  a b");
  }

  @Test
  void stopsAtTheMostAskedFor() {
    server.on(
        "GET /admin/clients?limit=200",
        200,
        "{\"clients\": [{\"clientId\": \"one\"}, {\"clientId\": \"two\"}], \"next\": \"two\"}");

    assertThat(run("client list --most 1")).isZero();

    assertThat(out.toString()).contains("one").doesNotContain("two");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void printsJsonForPrograms() {
    server.on("GET /admin/users/" + ID, 200, USER);
    server.on("POST /admin/users/" + ID + "/lock", 204, "");

    assertThat(run("user show --json " + ID)).isZero();
    assertThat(run("--json user lock " + ID)).isZero();

    assertThat(out.toString())
        .startsWith("{")
        .contains("\"roles\" : [ \"a\", \"b\" ]")
        .endsWith("}\n");
  }

  @Test
  void unlinksAProvider() {
    server.on("DELETE /admin/users/" + ID + "/providers/acme%2Fcorp", 204, "");

    assertThat(run("user unlink " + ID + " acme/corp")).isZero();

    assertThat(out.toString()).contains("Unlinked");
    assertThat(server.asked())
        .containsExactly(new Asked("DELETE", "/admin/users/" + ID + "/providers/acme%2Fcorp", ""));
  }

  @Test
  void replacesRolesAndTakesAllAway() {
    server.on("PUT /admin/users/" + ID + "/roles", 204, "");

    assertThat(run("user roles " + ID + " a b")).isZero();
    assertThat(run("user roles " + ID)).isZero();

    assertThat(server.asked().stream().map(Asked::body))
        .containsExactly("{\"roles\":[\"a\",\"b\"]}", "{\"roles\":[]}");
  }

  @Test
  void resetsAPasswordByLinkOrSetsIt(@TempDir Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "twelve letters");
    server.on(
        "POST /admin/users/" + ID + "/password-reset",
        201,
        "{\"link\": \"http://a/reset?token=x\", \"expiresAt\": \"2026-11-22T00:00:00Z\"}");
    server.on("PUT /admin/users/" + ID + "/password", 204, "");

    assertThat(run("user reset-password " + ID)).isZero();
    assertThat(run("user reset-password " + ID + " --password-file " + password)).isZero();

    assertThat(out.toString()).contains("http://a/reset?token=x").doesNotContain("twelve");
    assertThat(server.asked().getLast().body()).isEqualTo("{\"password\":\"twelve letters\"}");
  }

  @Test
  void looksAfterSessionsClientsAndKeys() {
    server.on("GET /admin/users/" + ID + "/sessions", 200, "[{\"sid\": \"s1\"}]");
    server.on("DELETE /admin/sessions/s1", 204, "");
    server.on("GET /admin/clients/https%3A%2F%2Fa.example%2Fc", 200, "{\"clientId\": \"c1\"}");
    server.on("DELETE /admin/clients/c1", 204, "");
    server.on("POST /admin/keys/rotate", 200, "[{\"kid\": \"k2\", \"state\": \"upcoming\"}]");

    assertThat(run("session list " + ID)).isZero();
    assertThat(run("session end s1")).isZero();
    assertThat(run("client show https://a.example/c")).isZero();
    assertThat(run("client delete c1")).isZero();
    assertThat(run("key rotate")).isZero();

    assertThat(out.toString()).contains("s1", "Ended", "c1", "Deleted", "k2", "upcoming");
  }

  @Test
  void exitsWithOneIfTheServerRefuses() {
    server.on(
        "POST /admin/users/" + ID + "/unlock",
        409,
        "{\"title\": \"Conflict\", \"detail\": \"The user is disabled\"}");
    server.on(
        "GET /admin/users/" + ID,
        500,
        "{\"title\": \"Internal Server Error\", \"detail\": \"Ours\", \"traceId\": \"t1\"}");

    assertThat(run("user unlock " + ID)).isEqualTo(1);
    assertThat(run("user show nobody")).isEqualTo(1);
    assertThat(run("user show " + ID)).isEqualTo(1);

    assertThat(err.toString().lines())
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
    assertThat(run(command)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void exitsWithTwoIfThereIsNoSecret() {
    environment.clear();

    assertThat(run("key list")).isEqualTo(2);
    assertThat(err.toString()).contains("HOLDFAST_CLIENT_SECRET");
  }

  @Test
  void exitsWithTwoIfNothingAnswersOrSomebodyElseDoes() {
    server.issuerInMetadata = "http://somebody.else";
    assertThat(run("key list")).isEqualTo(2);
    assertThat(err.toString()).contains("no issuer");
    assertThat(server.tokenRequests()).isEmpty();

    server.close();
    assertThat(run("key list")).isEqualTo(2);
    assertThat(err.toString()).contains("Nothing answers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://auth.example", "ftp://localhost", "auth.example", "http://127.1"})
  void sendsNoSecretInClearOverTheNetwork(String issuer) {
    assertThat(execute(List.of("key", "list", "--issuer", issuer))).isEqualTo(2);
    assertThat(err.toString()).contains("https");
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(run("user --help")).isZero();
    assertThat(run("user roles --help")).isZero();
    assertThat(out.toString()).contains("Exit status", "reset-password", "ROLE");
  }

  private int run(String command) {
    return run(command.isEmpty() ? new String[0] : command.split(" "));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(0, List.of("--issuer", server.issuer()));
    return execute(all);
  }

  private int execute(List<String> arguments) {
    CommandLine command = HoldfastCommand.commandLine(environment::get);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
