package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.contracts.events.IdentityEvent.RolesChanged;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RightsTest {

  private final Operator operator = new Operator();
  private final Operator.User user = operator.newUser();

  @Test
  void aScopeKeptForARoleIsNeitherShownNorGrantedToOthers() {
    var browser = new Browser();
    HttpResponse<String> consent =
        browser.login(begin(browser), user.username(), Operator.PASSWORD);
    assertThat(consent.body()).contains("profile").doesNotContain("vault:open");

    HttpResponse<String> tokens = redeem(browser.decide(consent, "allow"));

    assertThat(claims(tokens).getClaims())
        .containsEntry("scope", "openid profile")
        .doesNotContainKeys("roles", "access_epoch");
    assertThat(OAuthClient.string(tokens, "scope")).isEqualTo("openid profile");
  }

  @Test
  void askingForNothingButWhatIsKeptIsRefused() {
    var browser = new Browser();
    Map<String, String> request = request();
    request.put("scope", "vault:open");
    HttpResponse<String> page = browser.get(OAuthClient.authorizeAddress(request));

    assertThat(Browser.redirectQuery(browser.login(page, user.username(), Operator.PASSWORD)))
        .containsEntry("error", "access_denied");
  }

  @Test
  void theRoleOpensTheScopeAndIsToldInTheToken() {
    operator.setRoles(user, "keeper", "reader");

    assertThat(claims(signIn()).getClaims())
        .containsEntry("scope", "openid profile vault:open")
        .containsEntry("roles", List.of("keeper", "reader"));
  }

  @Test
  void aRefreshFollowsTheRolesDownAndUp() {
    operator.setRoles(user, "keeper");
    HttpResponse<String> first = signIn();

    operator.setRoles(user);
    HttpResponse<String> second = refresh(first);
    operator.setRoles(user, "keeper");
    HttpResponse<String> third = refresh(second);

    assertThat(OAuthClient.string(first, "scope")).contains("vault:open");
    assertThat(OAuthClient.string(second, "scope")).isEqualTo("openid profile");
    assertThat(claims(second).getClaims()).doesNotContainKey("roles");
    assertThat(OAuthClient.string(third, "scope")).contains("vault:open");
  }

  @Test
  void aChangeOfRolesRaisesTheEpochToTheInstantOfItsEventAndEndsNoLogin() {
    HttpResponse<String> before = signIn();
    operator.setRoles(user, "reader");
    operator.setRoles(user, "reader");
    HttpResponse<String> after = refresh(before);

    List<RolesChanged> events = Published.about(user.id(), RolesChanged.class);
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().roles()).containsExactly("reader");
    assertThat(claims(after).getClaim("access_epoch"))
        .isEqualTo(micros(events.getFirst().header().time()));
    assertThat(claims(before).getClaims()).doesNotContainKey("access_epoch");
  }

  @Test
  void everyNewEpochIsLaterThanTheOneBefore() {
    HttpResponse<String> tokens = signIn();
    long last = 0;
    for (int i = 0; i < 3; i++) {
      operator.setRoles(user, "role-" + i);
      tokens = refresh(tokens);
      Object epoch = claims(tokens).getClaim("access_epoch");
      assertThat((Long) epoch).isGreaterThan(last);
      last = (Long) epoch;
    }
  }

  @Test
  void aTokenOfAServiceHasNeither() {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials",
            OAuthClient.basic("operator", "operator-secret"));

    assertThat(claims(answer).getClaims()).doesNotContainKeys("roles", "access_epoch");
  }

  private static Map<String, String> request() {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", "vault");
    request.put("scope", "openid profile vault:open");
    return request;
  }

  private static HttpResponse<String> begin(Browser browser) {
    return browser.get(OAuthClient.authorizeAddress(request()));
  }

  private HttpResponse<String> signIn() {
    var browser = new Browser();
    HttpResponse<String> consent =
        browser.login(begin(browser), user.username(), Operator.PASSWORD);
    return redeem(browser.decide(consent, "allow"));
  }

  private static HttpResponse<String> redeem(HttpResponse<String> redirect) {
    Map<String, String> form =
        OAuthClient.redemption(Browser.redirectQuery(redirect).getOrDefault("code", ""));
    form.put("client_id", "vault");
    return OAuthClient.token(form);
  }

  private static HttpResponse<String> refresh(HttpResponse<String> tokens) {
    Map<String, String> form =
        new HashMap<>(OAuthClient.refresh(OAuthClient.string(tokens, "refresh_token")));
    form.put("client_id", "vault");
    return OAuthClient.token(form);
  }

  private static JWTClaimsSet claims(HttpResponse<String> tokens) {
    return OAuthClient.claims(OAuthClient.string(tokens, "access_token"));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
