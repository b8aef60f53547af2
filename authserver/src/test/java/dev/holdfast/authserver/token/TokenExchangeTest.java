package dev.holdfast.authserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenExchangeTest {

  private static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";

  private final CodeFlow flow = new CodeFlow(Server.issuer());
  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @Test
  void aServiceActsForThePersonAtTheNextOne() {
    String token = personsToken();
    JWTClaimsSet subject = OAuthClient.claims(token);

    HttpResponse<String> answer = exchange("broker", delegation("broker", token));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(OAuthClient.json(answer))
        .containsEntry("issued_token_type", ACCESS)
        .containsEntry("token_type", "Bearer")
        .containsEntry("scope", "openid profile")
        .doesNotContainKey("refresh_token");
    JWTClaimsSet claims = OAuthClient.claims(OAuthClient.string(answer, "access_token"));
    assertThat(claims.getSubject()).isEqualTo(subject.getSubject());
    assertThat(claims.getAudience()).isEqualTo(List.of(Server.API));
    assertThat(claims.getExpirationTime()).isBeforeOrEqualTo(subject.getExpirationTime());
    assertThat(claims.getClaims())
        .containsEntry("client_id", "broker")
        .containsEntry("act", Map.of("sub", "broker"))
        .containsEntry("gid", subject.getClaim("gid"))
        .containsEntry("sid", subject.getClaim("sid"))
        .containsEntry("auth_time", subject.getClaim("auth_time"));
  }

  @Test
  void actorsNest() {
    String first =
        OAuthClient.string(
            exchange("broker", delegation("broker", personsToken())), "access_token");

    HttpResponse<String> answer = exchange("worker", delegation("worker", first));

    assertThat(OAuthClient.claims(OAuthClient.string(answer, "access_token")).getClaims())
        .containsEntry("act", Map.of("sub", "worker", "act", Map.of("sub", "broker")))
        .containsEntry("origin_client_id", "console");
  }

  @Test
  void onlyWhoIsConfiguredMayImpersonate() {
    Map<String, String> withoutActor = delegation("broker", personsToken());
    withoutActor.remove("actor_token");
    withoutActor.remove("actor_token_type");
    withoutActor.remove("audience");

    assertThat(OAuthClient.string(exchange("broker", withoutActor), "error"))
        .isEqualTo("invalid_request");
    String token = OAuthClient.string(exchange("mirror", withoutActor), "access_token");
    assertThat(OAuthClient.claims(token).getClaims()).doesNotContainKey("act");
    assertThat(OAuthClient.claims(token).getAudience()).isEqualTo(List.of(Server.RESOURCE));
  }

  @Test
  void scopeAndAudienceNarrow() {
    Map<String, String> form = delegation("broker", personsToken());
    form.put("scope", "profile");
    form.remove("audience");
    form.put("resource", Server.API);

    HttpResponse<String> answer = exchange("broker", form);

    assertThat(OAuthClient.claims(OAuthClient.string(answer, "access_token")).getClaims())
        .containsEntry("scope", "profile")
        .containsEntry("aud", List.of(Server.API));
  }

  @ParameterizedTest
  @CsvSource({
    "subject_token, unheard-of, invalid_request",
    "subject_token, '', invalid_request",
    "subject_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
    "subject_token_type, '', invalid_request",
    "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
    "actor_token, unheard-of, invalid_request",
    "actor_token_type, '', invalid_request",
    "actor_token_type, urn:ietf:params:oauth:token-type:id_token, invalid_request",
    "audience, https://unknown.example, invalid_target",
    "resource, https://unknown.example, invalid_target",
    "scope, openid mcp:tools, invalid_scope",
    "scope, offline_access, invalid_scope",
  })
  void refuses(String name, String value, String error) {
    Map<String, String> form = delegation("broker", personsToken());
    form.put(name, value);

    HttpResponse<String> answer = exchange("broker", form);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo(error);
  }

  @Test
  void refusesTokensAndActorsOfOthers() {
    // Worker is not the client of this token, and not its audience.
    assertThat(error("worker", delegation("worker", personsToken()))).isEqualTo("invalid_request");
    Map<String, String> foreignActor = delegation("broker", personsToken());
    foreignActor.put("actor_token", clientToken("worker"));
    assertThat(error("broker", foreignActor)).isEqualTo("invalid_request");
    // A client's own token has no person to act for.
    assertThat(error("broker", delegation("broker", clientToken("broker"))))
        .isEqualTo("invalid_request");
    // Not granted this way of asking.
    assertThat(
            OAuthClient.string(
                flow.post(
                    "/oauth2/token",
                    delegation("broker", personsToken()),
                    "Authorization",
                    OAuthClient.basic("operator", "operator-secret")),
                "error"))
        .isEqualTo("unauthorized_client");
  }

  @Test
  void endsWithTheGrantItCameFrom() {
    String token = personsToken();
    String exchanged =
        OAuthClient.string(exchange("broker", delegation("broker", token)), "access_token");
    assertThat(introspect(exchanged)).containsEntry("active", true).containsKey("act");

    grants.end(String.valueOf(OAuthClient.claims(token).getClaim("gid")), EndReason.LOGOUT);

    assertThat(introspect(exchanged)).isEqualTo(Map.of("active", false));
    assertThat(error("broker", delegation("broker", token))).isEqualTo("invalid_request");
  }

  @Test
  void whoExchangedCannotEndTheGrantOfAnother() {
    String token = personsToken();
    String exchanged =
        OAuthClient.string(exchange("broker", delegation("broker", token)), "access_token");

    HttpResponse<String> answer =
        flow.post(
            "/oauth2/revoke",
            Map.of("token", exchanged),
            "Authorization",
            OAuthClient.basic("broker", "broker-secret"));

    assertThat(OAuthClient.string(answer, "error")).isEqualTo("unsupported_token_type");
    assertThat(grants.live).containsKey(String.valueOf(OAuthClient.claims(token).getClaim("gid")));
  }

  @Test
  void neverLivesLongerThanItsOrigin() {
    try (var replica = Replica.withFakeClock(Map.of())) {
      var there = new CodeFlow(replica.address());
      String token = OAuthClient.string(there.tokens(OAuthClient.authorization()), "access_token");
      replica.clock().advance(Duration.ofSeconds(200));
      Map<String, String> form = delegation("mirror", token);
      form.keySet().removeAll(List.of("actor_token", "actor_token_type", "audience"));

      HttpResponse<String> answer =
          there.post(
              "/oauth2/token", form, "Authorization", OAuthClient.basic("mirror", "mirror-secret"));

      assertThat(OAuthClient.json(answer)).containsEntry("expires_in", 100L);
      assertThat(OAuthClient.claims(OAuthClient.string(answer, "access_token")).getExpirationTime())
          .isEqualTo(OAuthClient.claims(token).getExpirationTime());
    }
  }

  private static String personsToken() {
    return OAuthClient.string(CodeFlow.tokens(), "access_token");
  }

  private String clientToken(String client) {
    HttpResponse<String> answer =
        exchange(client, Map.of("grant_type", "client_credentials", "resource", Server.API));
    return OAuthClient.string(answer, "access_token");
  }

  private Map<String, String> delegation(String client, String subject) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", Server.EXCHANGE);
    form.put("subject_token", subject);
    form.put("subject_token_type", ACCESS);
    form.put("audience", Server.API);
    if (!client.equals("mirror")) {
      form.put("actor_token", clientToken(client));
      form.put("actor_token_type", ACCESS);
    }
    return form;
  }

  private Map<String, Object> introspect(String token) {
    return OAuthClient.json(
        flow.post(
            "/oauth2/introspect",
            Map.of("token", token),
            "Authorization",
            OAuthClient.basic("worker", "worker-secret")));
  }

  private String error(String client, Map<String, String> form) {
    return OAuthClient.string(exchange(client, form), "error");
  }

  private HttpResponse<String> exchange(String client, Map<String, String> form) {
    return flow.post(
        "/oauth2/token", form, "Authorization", OAuthClient.basic(client, client + "-secret"));
  }
}
