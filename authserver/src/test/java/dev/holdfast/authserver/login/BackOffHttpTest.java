package dev.holdfast.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.user.Credentials;
import dev.holdfast.authserver.user.Failures;
import dev.holdfast.authserver.user.LoginAttempt;
import dev.holdfast.authserver.user.LoginFailures;
import dev.holdfast.contracts.events.IdentityEvent.LoginFailed;
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Races;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackOffHttpTest {

  private static final int FREE = 5;

  private final Operator operator = new Operator();

  @RepeatedTest(3)
  void twentyWrongGuessesAtOnceCountTwenty() {
    Operator.User user = operator.newUser();
    List<HttpResponse<String>> forms = new ArrayList<>();
    List<Browser> browsers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      browsers.add(new Browser());
      forms.add(begin(browsers.get(i)));
    }

    List<HttpResponse<String>> answers =
        Races.values(
            Races.run(
                20, i -> () -> browsers.get(i).login(forms.get(i), user.username(), "guess-" + i)));

    assertThat(answers).hasSize(20).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(403));
    assertThat(failures(user)).hasValueSatisfying(f -> assertThat(f.failures()).isEqualTo(20));
    assertThat(failed(user)).hasSize(20);
    // What a burst learns is no more than what the same guesses learn one by one.
    assertThat(failed(user).stream().filter(LoginFailure.WRONG_PASSWORD::equals).count())
        .isBetween((long) FREE, FREE + 4L);
  }

  @RepeatedTest(3)
  void twentyRightPasswordsAtOnceAllSignIn() {
    Operator.User user = operator.newUser();
    Credentials credentials = Server.bean(Credentials.class);

    List<Optional<?>> answers =
        Races.values(
            Races.run(20, () -> credentials.check(attempt(user.username(), Operator.PASSWORD))));

    assertThat(answers).hasSize(20).allSatisfy(answer -> assertThat(answer).isPresent());
  }

  @Test
  void theRightPasswordTooSoonIsRefusedLikeAWrongOne() {
    Operator.User user = operator.newUser();
    HttpResponse<String> wrong = fail(user, FREE + 1);
    HttpResponse<String> right = login(user.username(), Operator.PASSWORD);

    assertThat(right.statusCode()).isEqualTo(wrong.statusCode()).isEqualTo(403);
    assertThat(withoutSecrets(right)).isEqualTo(withoutSecrets(wrong));
    assertThat(failed(user)).endsWith(LoginFailure.WRONG_PASSWORD, LoginFailure.BACKING_OFF);
  }

  @Test
  void thePersonGetsInAgainWhenTheWaitIsOver() {
    Operator.User user = operator.newUser();
    MutableClock clock = MutableClock.atPresent();
    try (ApplicationContext replica = Server.replica(Map.of(TestClockFactory.PROPERTY, clock))) {
      Credentials credentials = replica.getBean(Credentials.class);
      for (int i = 0; i < 30; i++) {
        credentials.check(attempt(user.username(), "wrong"));
        clock.advance(Duration.ofMillis(10));
      }
      assertThat(credentials.check(attempt(user.username(), Operator.PASSWORD))).isEmpty();

      // However long an attack lasts, the longest wait is a minute.
      clock.advance(Duration.ofMinutes(1));
      assertThat(credentials.check(attempt(user.username(), Operator.PASSWORD))).isPresent();
      assertThat(failures(user)).isEmpty();
    }
  }

  @Test
  void strangersFailuresDoNotKeepThePersonOutOfAKnownBrowser() {
    Operator.User user = operator.newUser();
    var known = new Browser();
    OAuthClient.code(known, user.username(), Operator.PASSWORD);
    known.cookies.keySet().removeIf(name -> name.contains("session"));
    fail(user, 30);
    assertThat(OAuthClient.signsIn(new Browser(), user.username(), Operator.PASSWORD)).isFalse();

    assertThat(OAuthClient.code(known, user.username(), Operator.PASSWORD)).isNotEmpty();
  }

  @Test
  void guessesAtAKnownBrowserAreSlowedDownToo() {
    Operator.User user = operator.newUser();
    var known = new Browser();
    OAuthClient.code(known, user.username(), Operator.PASSWORD);
    known.cookies.keySet().removeIf(name -> name.contains("session"));
    for (int i = 0; i <= FREE; i++) {
      known.login(begin(known), user.username(), "wrong");
    }

    assertThat(OAuthClient.signsIn(known, user.username(), Operator.PASSWORD)).isFalse();
    // Which in turn keeps nobody out elsewhere.
    assertThat(OAuthClient.code(user.username(), Operator.PASSWORD)).isNotEmpty();
  }

  @Test
  void aBrowserIsKnownForThePersonOnlyWhoSignedInThere() {
    Operator.User user = operator.newUser();
    Operator.User victim = operator.newUser();
    var browser = new Browser();
    OAuthClient.code(browser, user.username(), Operator.PASSWORD);
    browser.cookies.keySet().removeIf(name -> name.contains("session"));
    fail(victim, FREE + 1);

    assertThat(OAuthClient.signsIn(browser, victim.username(), Operator.PASSWORD)).isFalse();
  }

  @Test
  void aRightPasswordBeginsAnew() {
    Operator.User user = operator.newUser();
    fail(user, FREE - 1);
    assertThat(OAuthClient.code(user.username(), Operator.PASSWORD)).isNotEmpty();

    fail(user, FREE - 1);
    assertThat(OAuthClient.code(user.username(), Operator.PASSWORD)).isNotEmpty();
  }

  @Test
  void tellsWhyKnownUsersFailedAndNothingOfUnknownOnes() {
    Operator.User user = operator.newUser();
    int before = Published.all().size();
    login("nobody-" + UUID.randomUUID(), "wrong");
    assertThat(Published.all()).hasSize(before);

    fail(user, 1);
    operator.act(user, "lock");
    login(user.username(), Operator.PASSWORD);
    operator.act(user, "disable");
    login(user.username(), Operator.PASSWORD);
    Operator.User without = operator.newUserWithoutPassword();
    login(without.username(), "");

    assertThat(failed(user))
        .containsExactly(LoginFailure.WRONG_PASSWORD, LoginFailure.LOCKED, LoginFailure.DISABLED);
    assertThat(failed(without)).containsExactly(LoginFailure.WRONG_PASSWORD);
  }

  @Test
  void countsEveryOutcome() {
    Operator.User user = operator.newUser();
    double unknown = count("unknown-user");
    double wrong = count("wrong-password");
    double success = count("success");

    login("nobody-" + UUID.randomUUID(), "wrong");
    login(user.username(), "wrong");
    login(user.username(), Operator.PASSWORD);

    assertThat(count("unknown-user")).isEqualTo(unknown + 1);
    assertThat(count("wrong-password")).isEqualTo(wrong + 1);
    assertThat(count("success")).isEqualTo(success + 1);
  }

  @Test
  void theTimeOfARefusalTellsNothing() {
    Operator.User known = operator.newUser();
    Operator.User locked = operator.newUser();
    operator.act(locked, "lock");
    Operator.User without = operator.newUserWithoutPassword();
    List<String> names =
        List.of(known.username(), locked.username(), without.username(), "nobody-at-all");
    Credentials credentials = Server.bean(Credentials.class);
    List<List<Long>> times = names.stream().<List<Long>>map(_ -> new ArrayList<>()).toList();

    for (int round = 0; round < 11; round++) {
      for (int i = 0; i < names.size(); i++) {
        long start = System.nanoTime();
        credentials.check(attempt(names.get(i), Operator.PASSWORD + (i == 0 ? "x" : "")));
        times.get(i).add(System.nanoTime() - start);
      }
    }

    long reference = median(times.getLast());
    assertThat(times)
        .allSatisfy(of -> assertThat((double) median(of) / reference).isBetween(0.5, 2.0));
  }

  private static LoginAttempt attempt(String username, String password) {
    return new LoginAttempt(username, password, "console", null);
  }

  private static long median(List<Long> times) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private HttpResponse<String> fail(Operator.User user, int times) {
    HttpResponse<String> last = login(user.username(), "wrong");
    for (int i = 1; i < times; i++) {
      last = login(user.username(), "wrong");
    }
    return last;
  }

  private static HttpResponse<String> login(String username, String password) {
    var browser = new Browser();
    return browser.login(begin(browser), username, password);
  }

  private static HttpResponse<String> begin(Browser browser) {
    return browser.get(OAuthClient.authorizeAddress(OAuthClient.authorization()));
  }

  /** Every form has an id and a proof of its own. */
  private static String withoutSecrets(HttpResponse<String> page) {
    return page.body().replaceAll("value=\"[^\"]*\"", "");
  }

  private static Optional<Failures> failures(Operator.User user) {
    return Server.bean(LoginFailures.class).byId(user.id());
  }

  private static List<LoginFailure> failed(Operator.User user) {
    return Published.about(user.id(), LoginFailed.class).stream().map(LoginFailed::reason).toList();
  }

  private static double count(String outcome) {
    return Server.bean(MeterRegistry.class).counter("holdfast.logins", "outcome", outcome).count();
  }
}
