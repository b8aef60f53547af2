package dev.holdfast.acceptance.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 75 and 84: a token that does not say soundly who it is for opens nothing. */
final class ClosedByDefaultTest extends Story {

  record Claim(String name, @Nullable Object value) {}

  static List<Claim> brokenIdentities() {
    return List.of(
        new Claim("iss", null),
        new Claim("iss", 42),
        new Claim("iss", List.of("http://localhost")),
        new Claim("iss", ""),
        new Claim("iss", "http://localhost:1/unknown"),
        new Claim("sub", null),
        new Claim("sub", 42),
        new Claim("sub", List.of("someone")),
        new Claim("sub", ""),
        new Claim("sub", "some\u0000one"),
        new Claim("aud", null),
        new Claim("aud", "http://localhost:1/mcp/other"),
        new Claim("exp", null),
        new Claim("exp", 1),
        new Claim("exp", "tomorrow"),
        new Claim("nbf", 4_000_000_000L));
  }

  @ParameterizedTest
  @MethodSource("brokenIdentities")
  void brokenClaimOpensNoSession(Claim claim) {
    Map<String, @Nullable Object> claims = new HashMap<>();
    claims.put("aud", settings.mcp("stub").toString());
    claims.put(claim.name(), claim.value());
    assertRefused(running.issuer().token(claims));
  }

  @Test
  void unsignedForgedOrWronglyTypedTokensOpenNoSession() {
    TestIssuer issuer = running.issuer();
    Map<String, String> sound = Map.of("aud", settings.mcp("stub").toString());
    assertThat(mcp("stub").post(issuer.token(sound), null, RawMcp.INITIALIZE).statusCode())
        .isEqualTo(200);
    assertRefused(issuer.unsigned(issuer.shorter(), "someone", settings.mcp("stub")));
    assertRefused(issuer.forged(sound));
    assertRefused(issuer.tokenOfType("JWT", sound));
    assertRefused(Secret.of("not-a-token"));
    assertRefused(tampered(issuer.token(sound)));
  }

  /** Row 84, second half: one subject at two issuers is two people. */
  @Test
  void sameSubjectAtTwoIssuersIsTwoPeople() {
    TestIssuer issuer = running.issuer();
    String session =
        mcp("stub").initialize(issuer.token(issuer.shorter(), "twin", settings.mcp("stub")));
    Secret twin = issuer.token(issuer.longer(), "twin", settings.mcp("stub"));
    assertThat(call("stub", twin, session)).isEqualTo(404);
  }

  private void assertRefused(Secret token) {
    int before = running.stub().seen().size();
    HttpResponse<String> answer = mcp("stub").post(token, null, RawMcp.INITIALIZE);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    assertThat(running.stub().seen()).hasSize(before);
  }

  /** Another subject under the old signature. */
  private static Secret tampered(Secret token) {
    String[] parts = token.reveal().split("\\.", -1);
    char[] payload = parts[1].toCharArray();
    payload[10] = payload[10] == 'A' ? 'B' : 'A';
    return Secret.of(parts[0] + "." + new String(payload) + "." + parts[2]);
  }
}
