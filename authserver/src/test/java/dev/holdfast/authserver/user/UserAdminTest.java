package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.IdentityEvent.UserCreated;
import dev.holdfast.contracts.events.IdentityEvent.UserDisabled;
import dev.holdfast.contracts.events.IdentityEvent.UserLocked;
import dev.holdfast.contracts.events.IdentityEvent.UserUnlocked;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAdminTest {

  private final Operator operator = new Operator();

  @Test
  void showsAUserByIdAndByUsername() {
    Operator.User user =
        operator.create(
            "user-" + UUID.randomUUID(),
            "\"name\": \"Ann\", \"email\": \"ann@example.com\", \"roles\": [\"b\", \"a\"]");

    assertThat(operator.shown(user))
        .containsEntry("username", user.username())
        .containsEntry("name", "Ann")
        .containsEntry("email", "ann@example.com")
        .containsEntry("state", "active")
        .containsEntry("roles", List.of("a", "b"))
        .containsEntry("hasPassword", false)
        .containsKey("createdAt")
        .doesNotContainKey("passwordHash");
    var named = operator.get("/admin/users/by-username?username=" + user.username());
    assertThat(OAuthClient.json(named)).isEqualTo(operator.shown(user));
  }

  @Test
  void listsUsersPageByPageWithoutOmissionOrRepetition() {
    String prefix = "100%_" + UUID.randomUUID() + '-';
    for (int i = 0; i < 5; i++) {
      operator.create(prefix + i, "\"name\": \"x\"");
    }
    // Only if the prefix is a pattern would this one be found.
    operator.create("100xx" + prefix.substring(5) + '9', "\"name\": \"x\"");

    List<Object> names = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      var page =
          OAuthClient.json(
              operator.get(
                  "/admin/users?limit=2&search=" + Browser.encode(prefix) + "&after=" + after));
      for (Object user : (List<?>) page.getOrDefault("users", List.of())) {
        names.add(((Map<?, ?>) user).get("username"));
      }
      after = String.valueOf(page.getOrDefault("next", ""));
      pages++;
    } while (!after.isEmpty());

    assertThat(names)
        .isEqualTo(List.of(prefix + 0, prefix + 1, prefix + 2, prefix + 3, prefix + 4));
    assertThat(pages).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "after=%21", "after=%80"})
  void refusesAListThatMakesNoSense(String query) {
    assertProblem(operator.get("/admin/users?" + query), 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}",
        "{\"username\": \"\"}",
        "{\"username\": \"a\\u0000b\"}",
        "{\"username\": \"mail\", \"email\": \"no address\"}",
        "{\"username\": \"roles\", \"roles\": [\"Two words\"]}",
        "{\"username\": \"roles\", \"roles\": [\"\"]}",
        "{\"username\": \"short\", \"password\": \"1234567\"}",
        "{\"username\": \"empty\", \"password\": \"\"}",
        "[]"
      })
  void refusesAUserThatMakesNoSense(String body) {
    assertProblem(operator.send("POST", "/admin/users", body), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, lock",
    "POST, unlock",
    "POST, disable",
    "POST, enable",
    "POST, password-reset",
    "PUT, roles",
    "PUT, password",
    "DELETE, ''",
    "GET, ''"
  })
  void nobodyIsNotFound(String method, String action) {
    String path = "/admin/users/nobody" + (action.isEmpty() ? "" : '/' + action);

    assertProblem(
        operator.send(method, path, "{\"roles\": [], \"password\": \"long enough\"}"), 404);
  }

  @Test
  void everyChangeOfStateIsToldOnceHoweverOftenItIsAskedFor() {
    Operator.User user = operator.newUser();
    for (String action : List.of("lock", "lock", "unlock", "unlock", "disable", "disable")) {
      assertThat(operator.act(user, action)).isEqualTo(204);
    }
    assertThat(operator.shown(user)).containsEntry("state", "disabled");
    operator.act(user, "enable");

    assertThat(about(user, IdentityEvent.class))
        .extracting(Event::getClass)
        .isEqualTo(
            List.of(
                UserCreated.class,
                UserLocked.class,
                UserUnlocked.class,
                UserDisabled.class,
                UserUnlocked.class));
    assertThat(about(user, AdministratorActed.class))
        .extracting(AdministratorActed::action)
        .containsExactly("user-create", "user-lock", "user-unlock", "user-disable", "user-enable");
    assertThat(about(user, AdministratorActed.class))
        .allSatisfy(
            act -> {
              assertThat(act.actor()).isEqualTo("operator");
              assertThat(act.target()).isEqualTo(user.id());
            });
  }

  @Test
  void neitherLockingNorUnlockingUndoesADisabling() {
    Operator.User user = operator.newUser();
    operator.act(user, "disable");

    assertProblem(operator.post(user.path() + "/lock"), 409);
    assertProblem(operator.post(user.path() + "/unlock"), 409);
    assertThat(operator.shown(user)).containsEntry("state", "disabled");
  }

  @Test
  void enablingDoesNotUndoALock() {
    Operator.User user = operator.newUser();
    operator.act(user, "lock");

    assertProblem(operator.post(user.path() + "/enable"), 409);
  }

  @Test
  void aDisabledUserCanNeitherSignInNorRedeemNorRefreshAndEnablingRevivesNothing() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    String first = OAuthClient.code(browser, user.username(), Operator.PASSWORD);
    String refreshToken =
        OAuthClient.string(OAuthClient.token(OAuthClient.redemption(first)), "refresh_token");
    String pending = OAuthClient.code(browser, user.username(), Operator.PASSWORD);

    operator.act(user, "disable");

    assertThat(error(OAuthClient.redemption(pending))).isEqualTo("invalid_grant");
    assertThat(OAuthClient.signsIn(new Browser(), user.username(), Operator.PASSWORD)).isFalse();
    operator.act(user, "enable");
    assertThat(error(OAuthClient.redemption(pending))).isEqualTo("invalid_grant");
    assertThat(error(OAuthClient.refresh(refreshToken))).isEqualTo("invalid_grant");
    assertThat(browser.get(OAuthClient.authorizeAddress(OAuthClient.authorization())).body())
        .contains("action=\"/login\"");
    assertThat(OAuthClient.code(user.username(), Operator.PASSWORD)).isNotEmpty();
  }

  @Test
  void anotherUserOfADeletedNameHasNothingOfTheFirst() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    OAuthClient.code(browser, user.username(), Operator.PASSWORD);
    String link = operator.resetLink(user);
    operator.send("DELETE", user.path(), "");
    Operator.User second = operator.create(user.username(), "\"password\": \"password\"");

    assertThat(second.id()).isNotEqualTo(user.id());
    assertThat(browser.get(link).statusCode()).isEqualTo(400);
    assertThat(browser.get(OAuthClient.authorizeAddress(OAuthClient.authorization())).body())
        .contains("action=\"/login\"");
    assertProblem(operator.get(user.path()), 404);
  }

  private static String error(Map<String, String> form) {
    return OAuthClient.string(OAuthClient.token(form), "error");
  }

  private static <E extends Event> List<E> about(Operator.User user, Class<E> type) {
    return Published.about(user.id(), type);
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(OAuthClient.json(answer)).containsKeys("type", "title", "status");
  }
}
