package dev.holdfast.authserver.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.IdentityProvider;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityAssertionTest {

  private final CodeFlow flow = new CodeFlow(Server.issuer());

  @Test
  void theOrganisationsWordIsEnough() {
    HttpResponse<String> answer = redeem("assistant", signed(Map.of()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(OAuthClient.json(answer))
        .containsEntry("scope", "mcp:tools")
        .doesNotContainKey("refresh_token");
    JWTClaimsSet claims = OAuthClient.claims(OAuthClient.string(answer, "access_token"));
    assertThat(claims.getAudience()).isEqualTo(List.of(Server.RESOURCE));
    assertThat(claims.getSubject())
        .isEqualTo(
            OAuthClient.claims(OAuthClient.string(CodeFlow.tokens(), "access_token")).getSubject());
    assertThat(claims.getClaims()).containsEntry("client_id", "assistant").containsKey("gid");
  }

  @Test
  void anAssertionWorksOnce() {
    String assertion = signed(Map.of());

    List<HttpResponse<String>> answers =
        Races.values(Races.run(20, () -> redeem("assistant", assertion)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .hasSize(19)
        .allSatisfy(
            answer -> assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_grant"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses(String assertion) {
    HttpResponse<String> answer = redeem("assistant", assertion);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_grant");
  }

  static Stream<Named<String>> bad() {
    Instant now = Clock.systemUTC().instant();
    return Stream.of(
        Named.of("another issuer", signed(Map.of("iss", "https://evil.example"))),
        Named.of("another audience", signed(Map.of("aud", "https://other.example"))),
        Named.of("two audiences", signed(Map.of("aud", List.of(Server.issuer(), "https://b")))),
        Named.of("another client", signed(Map.of("client_id", "colleague"))),
        Named.of("nobody", signed(Map.of("preferred_username", "nobody"))),
        Named.of("nearly alice", signed(Map.of("preferred_username", "alice "))),
        Named.of("expired", signed(Map.of("exp", Date.from(now.minusSeconds(60))))),
        Named.of("eternal", signed(Map.of("exp", Date.from(now.plusSeconds(86_400))))),
        Named.of("from the future", signed(Map.of("iat", Date.from(now.plusSeconds(120))))),
        Named.of("forged", IdentityProvider.forge(IdentityProvider.claims("assistant").build())),
        Named.of(
            "another type",
            IdentityProvider.sign(IdentityProvider.claims("assistant").build(), "JWT")),
        Named.of(
            "without an id",
            IdentityProvider.sign(IdentityProvider.claims("assistant").jwtID(null).build())));
  }

  @Test
  void staysWithinWhatTheOrganisationAllows() {
    Map<String, String> form = form(signed(Map.of()));
    form.put("resource", Server.PROVIDER_RESOURCE);
    assertThat(error("assistant", form)).isEqualTo("invalid_target");
    form = form(signed(Map.of()));
    form.put("scope", "openid");
    assertThat(error("assistant", form)).isEqualTo("invalid_scope");
    form = form(signed(Map.of("resource", "https://unknown.example")));
    assertThat(error("assistant", form)).isEqualTo("invalid_target");
  }

  @Test
  void whatLedToNothingDoesNotCostTheAssertion() {
    MemoryGrants grants = Server.bean(MemoryGrants.class);
    String assertion = signed(Map.of());
    Map<String, String> tooMuch = form(assertion);
    tooMuch.put("scope", "openid");
    assertThat(error("assistant", tooMuch)).isEqualTo("invalid_scope");
    grants.down = true;
    try {
      assertThat(redeem("assistant", assertion).statusCode()).isEqualTo(503);
    } finally {
      grants.down = false;
    }

    assertThat(redeem("assistant", assertion).statusCode()).isEqualTo(200);
    assertThat(error("assistant", form(assertion))).isEqualTo("invalid_grant");
  }

  @Test
  void onlyClientsThatMayAndProveThemselves() {
    Map<String, String> form = form(signed(Map.of()));
    assertThat(error("broker", form)).isEqualTo("unauthorized_client");
    form.put("client_id", "console");
    assertThat(OAuthClient.string(flow.token(form), "error")).isEqualTo("unauthorized_client");
  }

  private static String signed(Map<String, Object> changes) {
    JWTClaimsSet.Builder claims = IdentityProvider.claims("assistant");
    changes.forEach(claims::claim);
    return IdentityProvider.sign(claims.build());
  }

  private HttpResponse<String> redeem(String client, String assertion) {
    return post(client, form(assertion));
  }

  private String error(String client, Map<String, String> form) {
    return OAuthClient.string(post(client, form), "error");
  }

  private HttpResponse<String> post(String client, Map<String, String> form) {
    return flow.post(
        "/oauth2/token", form, "Authorization", OAuthClient.basic(client, client + "-secret"));
  }

  private static Map<String, String> form(String assertion) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", assertion);
    return form;
  }
}
