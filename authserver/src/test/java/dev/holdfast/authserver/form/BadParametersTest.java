package dev.holdfast.authserver.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.Mutation;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.RawHttp;
import dev.holdfast.authserver.harness.Server;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of every endpoint, wrong in every way: an exact error, and never one of ours. */
class BadParametersTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  /** Of forms that name their client. */
  private static final String NOBODY = "X-Public: 1";

  /** What an otherwise sound request answers, for a request whose code or token is unknown. */
  private static final String NOTHING = RawHttp.Answer.NO_ERROR;

  /**
   * An endpoint, one parameter of it, and the error when that one is left out.
   *
   * @param kind of request
   * @param path where it goes
   * @param header a line of its head
   * @param form what it is when it is sound
   * @param parameter which one is changed
   * @param leftOut the error without it
   * @param sound the error with it
   */
  record Case(
      String kind,
      String path,
      String header,
      Map<String, String> form,
      String parameter,
      String leftOut,
      String sound) {

    @Override
    public String toString() {
      return kind + ": " + parameter;
    }
  }

  static Stream<Arguments> formCases() {
    return Stream.of(
            cases(
                "/oauth2/token",
                by("mirror"),
                SoundForms.exchange(),
                NOTHING,
                "grant_type=invalid_request",
                "subject_token=invalid_request",
                "subject_token_type=invalid_request"),
            cases(
                "/oauth2/token",
                by("assistant"),
                SoundForms.identityAssertion(),
                "invalid_grant",
                "grant_type=invalid_request",
                "assertion=invalid_request"),
            cases(
                "/oauth2/introspect",
                by("broker"),
                SoundForms.introspection(),
                NOTHING,
                "token=invalid_request"),
            cases(
                "/oauth2/par",
                NOBODY,
                OAuthClient.authorization(),
                NOTHING,
                "client_id=invalid_client",
                "response_type=invalid_request",
                "redirect_uri=invalid_request",
                "code_challenge=invalid_request",
                "code_challenge_method=invalid_request"),
            cases(
                "/oauth2/token",
                NOBODY,
                SoundForms.code(),
                "invalid_grant",
                "grant_type=invalid_request",
                "client_id=invalid_client",
                "code=invalid_request"),
            cases(
                "/oauth2/token",
                NOBODY,
                SoundForms.refresh(),
                "invalid_grant",
                "grant_type=invalid_request",
                "client_id=invalid_client",
                "refresh_token=invalid_request"),
            cases(
                "/oauth2/token",
                NOBODY,
                SoundForms.deviceCode(),
                "invalid_grant",
                "grant_type=invalid_request",
                "client_id=invalid_client",
                "device_code=invalid_request"),
            cases(
                "/oauth2/token",
                by("operator"),
                SoundForms.clientCredentials(),
                NOTHING,
                "grant_type=invalid_request"),
            cases(
                "/oauth2/revoke",
                NOBODY,
                SoundForms.revocation(),
                NOTHING,
                "client_id=invalid_client",
                "token=invalid_request"),
            cases(
                "/oauth2/device_authorization",
                NOBODY,
                Device.authorization(),
                NOTHING,
                "client_id=invalid_client"))
        .flatMap(cases -> cases)
        .flatMap(each -> Stream.of(Mutation.values()).map(how -> Arguments.of(each, how)));
  }

  @ParameterizedTest
  @MethodSource("formCases")
  void aFormsParameterThatIsWrongHasItsError(Case each, Mutation how) {
    RawHttp.Answer answer =
        RawHttp.post(each.path(), FORM, how.apply(each.form(), each.parameter()), each.header());

    String expected = expected(each, how);
    assertThat(answer.error()).as(answer.body()).isEqualTo(expected);
    assertThat(answer.status())
        .isEqualTo(
            switch (expected) {
              case NOTHING -> each.path().equals("/oauth2/par") ? 201 : 200;
              case "invalid_client" -> 401;
              default -> 400;
            });
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  static Stream<Arguments> authorizeCases() {
    return cases(
            "/oauth2/authorize",
            NOBODY,
            OAuthClient.authorization(),
            NOTHING,
            "response_type=invalid_request",
            "client_id=page",
            "redirect_uri=page",
            "code_challenge=invalid_request",
            "code_challenge_method=invalid_request")
        .flatMap(each -> Stream.of(Mutation.values()).map(how -> Arguments.of(each, how)));
  }

  @ParameterizedTest
  @MethodSource("authorizeCases")
  void anAuthorizationRequestsParameterThatIsWrongHasItsError(Case each, Mutation how) {
    RawHttp.Answer answer =
        RawHttp.get(each.path() + '?' + how.apply(each.form(), each.parameter()));

    // What is no address never reaches the endpoint.
    boolean noAddress = how == Mutation.BROKEN_ESCAPE || how == Mutation.CUT_ESCAPE;
    if (each.leftOut().equals("page") || noAddress) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.header("Location")).isEmpty();
      return;
    }
    String expected = expected(each, how);
    assertThat(answer.status()).as(answer.body()).isEqualTo(expected.equals(NOTHING) ? 200 : 302);
    if (!expected.equals(NOTHING)) {
      String query = URI.create(answer.header("Location")).getQuery();
      assertThat(query).contains("error=" + expected, "iss=" + Server.issuer());
      assertThat(query.contains("state=st4te")).isEqualTo(!each.parameter().equals("state"));
    }
    assertThat(answer.head()).doesNotContain("Set-Cookie: a=b");
  }

  /** RFC 6750, section 2.2. */
  @ParameterizedTest
  @EnumSource
  void aWrongTokenInAFormIsNoToken(Mutation how) {
    String token = OAuthClient.string(CodeFlow.tokens(), "access_token");
    RawHttp.Answer answer =
        RawHttp.post("/userinfo", FORM, how.apply(Map.of("access_token", token), "access_token"));

    assertThat(answer.status()).as(answer.body()).isIn(400, 401);
    assertThat(answer.body()).doesNotContain("preferred_username");
    if (answer.status() == 401) {
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  /** OpenID Connect RP-Initiated Logout, section 4: a person sees a page, and goes nowhere. */
  @ParameterizedTest
  @EnumSource
  void aLogoutWithAWrongParameterLeadsNowhere(Mutation how) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", "portal");
    form.put("id_token_hint", "unheard-of");
    form.put("post_logout_redirect_uri", "https://evil.example/");
    form.put("state", "st4te");
    for (String name : form.keySet()) {
      String query = how.apply(form, name);
      for (RawHttp.Answer answer :
          List.of(RawHttp.get("/logout?" + query), RawHttp.post("/logout", FORM, query))) {
        assertThat(answer.status()).as(name + ' ' + answer.body()).isBetween(200, 403);
        // A form becomes an address, so that it comes with its cookies; no other place.
        assertThat(answer.header("Location")).matches("(/logout(\\?.*)?)?");
        assertThat(answer.head()).doesNotContain("Set-Cookie: a=b");
      }
    }
  }

  private static String expected(Case each, Mutation how) {
    if (how.leavesOut()) {
      return each.leftOut();
    }
    boolean repeatable = each.parameter().equals("resource") && how == Mutation.DUPLICATED;
    return repeatable ? each.sound() : "invalid_request";
  }

  /** One case per parameter; whatever is not named as required may be left out. */
  private static Stream<Case> cases(
      String path, String header, Map<String, String> form, String sound, String... required) {
    Map<String, String> errors = new HashMap<>();
    Arrays.stream(required).map(each -> each.split("=", 2)).forEach(e -> errors.put(e[0], e[1]));
    String kind = path + ' ' + form.getOrDefault("grant_type", "");
    return form.keySet().stream()
        .map(
            name ->
                new Case(kind, path, header, form, name, errors.getOrDefault(name, sound), sound));
  }

  private static String by(String client) {
    return "Authorization: " + OAuthClient.basic(client, client + "-secret");
  }
}
