package dev.holdfast.cli.command;

import static dev.holdfast.cli.command.Terminal.ID;
import static dev.holdfast.cli.command.Terminal.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.command.StubAuthserver.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command asks the server for. */
class OperationsTest {

  private final Terminal terminal = new Terminal();

  @AfterEach
  void stop() {
    terminal.close();
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
    terminal.server.on(method + ' ' + path, 204, "");
    terminal.server.on("GET /admin/users/by-username?username=ann", 200, USER);

    assertThat(terminal.run(command + ' ' + ID)).isZero();
    assertThat(terminal.run(command + " ann")).isZero();

    assertThat(terminal.server.asked().getFirst()).isEqualTo(new Asked(method, path, ""));
    assertThat(terminal.server.asked().getLast()).isEqualTo(new Asked(method, path, ""));
  }

  @Test
  void createsAUser(@TempDir Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "twelve letters\n");
    terminal.server.on("POST /admin/users", 201, USER);

    assertThat(
            terminal.run(
                "user create ann --name Ann --email ann@example.com --role a --role b"
                    + " --password-file "
                    + password))
        .isZero();

    assertThat(terminal.server.asked().getFirst().body())
        .isEqualTo(
            """
            {"username":"ann","name":"Ann","email":"ann@example.com","roles":["a","b"],\
            "password":"twelve letters"}""");
    assertThat(terminal.out()).contains("username", "ann", "a b").doesNotContain("twelve");
  }

  @Test
  void unlinksAProvider() {
    terminal.server.on("DELETE /admin/users/" + ID + "/providers/acme%2Fcorp", 204, "");

    assertThat(terminal.run("user unlink " + ID + " acme/corp")).isZero();

    assertThat(terminal.out()).contains("Unlinked");
    assertThat(terminal.server.asked())
        .containsExactly(new Asked("DELETE", "/admin/users/" + ID + "/providers/acme%2Fcorp", ""));
  }

  @Test
  void replacesRolesAndTakesAllAway() {
    terminal.server.on("PUT /admin/users/" + ID + "/roles", 204, "");

    assertThat(terminal.run("user roles " + ID + " a b")).isZero();
    assertThat(terminal.run("user roles " + ID)).isZero();

    assertThat(terminal.server.asked().stream().map(Asked::body))
        .containsExactly("{\"roles\":[\"a\",\"b\"]}", "{\"roles\":[]}");
  }

  @Test
  void resetsAPasswordByLinkOrSetsIt(@TempDir Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "twelve letters");
    terminal.server.on(
        "POST /admin/users/" + ID + "/password-reset",
        201,
        "{\"link\": \"http://a/reset?token=x\", \"expiresAt\": \"2026-11-22T00:00:00Z\"}");
    terminal.server.on("PUT /admin/users/" + ID + "/password", 204, "");

    assertThat(terminal.run("user reset-password " + ID)).isZero();
    assertThat(terminal.run("user reset-password " + ID + " --password-file " + password)).isZero();

    assertThat(terminal.out()).contains("http://a/reset?token=x").doesNotContain("twelve");
    assertThat(terminal.server.asked().getLast().body())
        .isEqualTo("{\"password\":\"twelve letters\"}");
  }

  @Test
  void looksAfterSessionsGrantsClientsAndKeys() {
    terminal.server.on("GET /admin/users/" + ID + "/sessions", 200, "[{\"sid\": \"s1\"}]");
    terminal.server.on("DELETE /admin/sessions/s1", 204, "");
    terminal.server.on(
        "GET /admin/users/" + ID + "/grants",
        200,
        "[{\"gid\": \"g1\", \"device\": \"Firefox on Linux\", \"resources\": [\"urn:a\", \"urn:b\"]}]");
    terminal.server.on("DELETE /admin/users/" + ID + "/grants/g1", 204, "");
    terminal.server.on(
        "GET /admin/clients/https%3A%2F%2Fa.example%2Fc", 200, "{\"clientId\": \"c1\"}");
    terminal.server.on("DELETE /admin/clients/c1", 204, "");
    terminal.server.on(
        "POST /admin/keys/rotate", 200, "[{\"kid\": \"k2\", \"state\": \"upcoming\"}]");

    assertThat(terminal.run("session list " + ID)).isZero();
    assertThat(terminal.run("session end s1")).isZero();
    assertThat(terminal.run("grant list " + ID)).isZero();
    assertThat(terminal.run("grant end " + ID + " g1")).isZero();
    assertThat(terminal.run("client show https://a.example/c")).isZero();
    assertThat(terminal.run("client delete c1")).isZero();
    assertThat(terminal.run("key rotate")).isZero();

    assertThat(terminal.out())
        .contains(
            "s1", "Ended", "g1", "Firefox on Linux", "urn:b", "c1", "Deleted", "k2", "upcoming");
  }
}
