package dev.holdfast.authserver.federation;

import static dev.holdfast.authserver.federation.FederatedLoginTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.RawHttp;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.LoginFailed;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.events.LoginFailure;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider's answer must not look like. */
class FederatedRefusalTest {

  private static final OtherProvider ACME = OtherProvider.ACME;
  private static final Date PAST = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
  private static final Date FUTURE = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

  @AfterEach
  void recover() {
    ACME.failure.set(0);
  }

  static Stream<Arguments> badClaims() {
    return Stream.of(
        claim("wrong nonce", claims -> claims.claim("nonce", "another")),
        claim("no nonce", claims -> claims.claim("nonce", null)),
        claim("other issuer", claims -> claims.issuer(OtherProvider.GLOBEX.issuer())),
        claim("no issuer", claims -> claims.issuer(null)),
        claim("wrong audience", claims -> claims.audience("somebody")),
        claim("no audience", claims -> claims.audience(List.of())),
        claim(
            "several audiences and nobody authorized",
            claims -> claims.audience(List.of("holdfast", "somebody"))),
        claim(
            "somebody else authorized",
            claims -> claims.audience(List.of("holdfast", "somebody")).claim("azp", "somebody")),
        claim("another authorized party", claims -> claims.claim("azp", "somebody")),
        claim("expired", claims -> claims.expirationTime(PAST)),
        claim("without expiry", claims -> claims.expirationTime(null)),
        claim("from the future", claims -> claims.issueTime(FUTURE)),
        claim("without issue time", claims -> claims.issueTime(null)),
        claim("no subject", claims -> claims.subject(null)),
        claim("empty subject", claims -> claims.subject("")),
        claim("endless subject", claims -> claims.subject("x".repeat(256))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badClaims")
  void refusesAnIdTokenWithBadClaims(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    refuses(claims -> ACME.sign(change.apply(claims)));
  }

  static Stream<Arguments> badSignatures() {
    return Stream.of(
        signature("unsigned", OtherProvider::unsigned),
        signature("by somebody else", ACME::forge),
        signature("by another provider", OtherProvider.GLOBEX::sign),
        signature("with the client secret", OtherProvider::withClientSecret),
        signature("with the public key as a secret", ACME::withPublicKeyAsSecret),
        signature("cut off", claims -> ACME.sign(claims).replaceAll("\\.[^.]*$", ".")),
        signature("not a token", _ -> "<script>alert(1)</script>"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badSignatures")
  void refusesAnIdTokenThatTheProviderDidNotSign(
      String what, Function<JWTClaimsSet.Builder, String> sign) {
    refuses(sign);
  }

  @Test
  void refusesTheAnswerAtAnotherBrowser() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));
    Visitor attacker = visitor.elsewhere();
    attacker.start("console");

    assertStrange(attacker.callback(answer));
    assertStrange(visitor.elsewhere().callback(answer));
    assertThat(Person.asksForConsent(visitor.comeBack(answer))).isTrue();
  }

  @Test
  void refusesAReplayedAnswer() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));
    assertThat(Person.asksForConsent(visitor.comeBack(answer))).isTrue();

    assertStrange(visitor.callback(answer));
  }

  @Test
  void anAnswerIsUsedUpEvenIfItIsRefused() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> asked = visitor.start("console");
    assertRefused(visitor.comeBack(ACME.answer(asked, "error", "access_denied")));

    assertStrange(visitor.callback(visitor.answer(asked)));
  }

  @Test
  void refusesAStateOfNobody() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));

    assertStrange(visitor.callback(with(answer, "state", "x".repeat(43))));
    assertStrange(visitor.callback(with(answer, "state", "")));
    assertStrange(visitor.callback("nobody", answer));
  }

  @Test
  void refusesTheAnswerAtAnotherProvidersCallback() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));

    assertStrange(visitor.callback("globex", answer));
  }

  /** RFC 9207: a mix-up. */
  @Test
  void refusesAnAnswerInAnotherIssuersName() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));
    assertRefused(visitor.comeBack(with(answer, "iss", OtherProvider.GLOBEX.issuer())));

    Map<String, String> nameless = visitor.answer(visitor.start("console"));
    nameless.remove("iss");
    assertRefused(visitor.comeBack(nameless));
  }

  @Test
  void refusesParametersThatAreThereTwice() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));

    assertStrange(
        visitor
            .browser()
            .get(
                Server.issuer()
                    + "/login/acme/callback?"
                    + Browser.encode(answer)
                    + "&code=another"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?state=%zz&code=%ff", "?state&code", "?state=%00", "?iss=://"})
  void refusesWhatMakesNoSense(String query) {
    assertThat(RawHttp.get("/login/acme/callback" + query).status()).isEqualTo(400);
    assertThat(RawHttp.get("/login/%2e%2e/callback" + query).status()).isIn(400, 404);
  }

  @Test
  void refusesACodeOfAnotherBrowser() {
    Visitor attacker = Visitor.of(ACME);
    String injected = attacker.answer(attacker.start("console")).getOrDefault("code", "");
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> answer = visitor.answer(visitor.start("console"));

    assertRefused(visitor.comeBack(with(answer, "code", injected)));
  }

  @Test
  void anErrorLeadsBackToTheLoginPageWithoutTheProvidersWords() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> asked = visitor.start("console");
    Map<String, String> answer = ACME.answer(asked, "error", "access_denied");
    answer.put("error_description", "Call <b>0900</b>");

    HttpResponse<String> page = visitor.comeBack(answer);

    assertRefused(page);
    assertThat(page.body()).doesNotContain("0900");
    // And the request still stands.
    Map<String, String> again = Visitor.asked(visitor.press(page));
    assertThat(Person.asksForConsent(visitor.comeBack(visitor.answer(again)))).isTrue();
  }

  @Test
  void aProviderInTroubleLeadsBackToTheLoginPage() {
    Visitor visitor = Visitor.of(ACME);
    for (int status : List.of(500, 503, 429, 400, 404)) {
      Map<String, String> answer = visitor.answer(visitor.start("console"));
      ACME.failure.set(status);
      assertRefused(visitor.comeBack(answer));
    }
  }

  @Test
  void theButtonNeedsOurFormAndItsBrowser() {
    Visitor visitor = Visitor.of(ACME);
    HttpResponse<String> page = new Person("", visitor.browser()).ask(Person.request("console"));
    Map<String, String> form = new HashMap<>(Browser.hidden(page));

    assertThat(visitor.browser().post("/login/acme/start", with(form, "csrf", "x")).statusCode())
        .isEqualTo(403);
    assertThat(new Browser().post("/login/acme/start", form).statusCode()).isEqualTo(400);
    assertRefused(visitor.browser().post("/login/nobody/start", form));
  }

  @Test
  void aLockedOrDisabledUserIsRefused() {
    Visitor visitor = Visitor.of(ACME);
    var user = new Operator.User(visitor.signIn(), "");
    int before = Published.about(user.id(), LoginSuccess.class).size();
    var operator = new Operator();

    assertThat(operator.act(user, "lock")).isEqualTo(204);
    Visitor there = visitor.elsewhere();
    assertRefused(there.comeBack(there.answer(there.start("console"))));
    assertThat(operator.act(user, "disable")).isEqualTo(204);
    assertRefused(there.comeBack(there.answer(there.start("console"))));

    assertThat(Published.about(user.id(), LoginFailed.class))
        .extracting(LoginFailed::reason)
        .containsExactly(LoginFailure.LOCKED, LoginFailure.DISABLED);
    assertThat(Published.about(user.id(), LoginSuccess.class)).hasSize(before);
    assertThat(operator.act(user, "enable")).isEqualTo(204);
    assertThat(visitor.elsewhere().signIn()).isEqualTo(user.id());
  }

  @Test
  void nothingIsPublishedAndNobodyMadeByARefusal() {
    int before = Published.all().size();
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> asked = visitor.start("console");
    visitor.comeBack(ACME.answer(asked, ACME.forge(ACME.claims(asked, visitor.subject()))));

    assertThat(Published.all()).hasSize(before);
  }

  private static void refuses(Function<JWTClaimsSet.Builder, String> token) {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> asked = visitor.start("console");
    String idToken = token.apply(ACME.claims(asked, visitor.subject()));

    assertRefused(visitor.comeBack(ACME.answer(asked, idToken)));
  }

  private static void assertStrange(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("does not belong to a request here");
  }

  private static Map<String, String> with(Map<String, String> answer, String name, String value) {
    Map<String, String> changed = new HashMap<>(answer);
    changed.put(name, value);
    return changed;
  }

  private static Arguments claim(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  private static Arguments signature(String what, Function<JWTClaimsSet.Builder, String> sign) {
    return Arguments.of(what, sign);
  }
}
