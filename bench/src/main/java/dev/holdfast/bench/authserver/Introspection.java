package dev.holdfast.bench.authserver;

import dev.holdfast.bench.load.Work;
import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.util.Map;

/**
 * A resource server that asks about one person's access token, again and again (RFC 7662).
 *
 * @param endpoint the introspection endpoint
 * @param authorization how the resource server proves itself
 */
record Introspection(TokenEndpoint endpoint, String authorization, Secret token) implements Work {

  @Override
  public void once() throws IOException, InterruptedException {
    Map<String, Object> answer = endpoint.post(Map.of("token", token.reveal()), authorization);
    if (!Boolean.TRUE.equals(answer.get("active"))) {
      throw new IllegalStateException("The token is not active");
    }
  }
}
