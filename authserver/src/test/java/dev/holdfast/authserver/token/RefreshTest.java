package dev.holdfast.authserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refresh may ask for (RFC 6749, section 6; RFC 8707, section 2.2). */
class RefreshTest {

  @ParameterizedTest
  @CsvSource({
    "scope, openid mcp:tools, invalid_scope",
    "scope, admin, invalid_scope",
    "resource, " + Server.PROVIDER_RESOURCE + ", invalid_target",
    "resource, https://unknown.example/, invalid_target",
  })
  void aRefusedRefreshDoesNotSpendItsToken(String name, String value, String error) {
    String refreshToken = OAuthClient.string(CodeFlow.tokens(), "refresh_token");

    assertThat(OAuthClient.string(refresh(refreshToken, Map.of(name, value)), "error"))
        .isEqualTo(error);

    assertThat(refresh(refreshToken, Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void aNarrowedRefreshGivesLessAndKeepsTheRest() {
    String refreshToken = OAuthClient.string(CodeFlow.tokens(), "refresh_token");

    HttpResponse<String> narrowed = refresh(refreshToken, Map.of("scope", "profile"));

    assertThat(OAuthClient.json(narrowed))
        .containsEntry("scope", "profile")
        .doesNotContainKey("id_token");
    assertThat(OAuthClient.claims(OAuthClient.string(narrowed, "access_token")).getClaim("scope"))
        .isEqualTo("profile");
    HttpResponse<String> whole = refresh(OAuthClient.string(narrowed, "refresh_token"), Map.of());
    assertThat(OAuthClient.json(whole))
        .containsEntry("scope", "openid profile")
        .containsKey("id_token");
  }

  private static HttpResponse<String> refresh(String refreshToken, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(OAuthClient.refresh(refreshToken));
    form.putAll(more);
    return OAuthClient.token(form);
  }
}
