package dev.holdfast.bench.authserver;

import dev.holdfast.bench.load.Work;
import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.util.Map;

/** One grant's refresh tokens, each used once for the next. */
final class RefreshChain implements Work {

  private static final String REFRESH_TOKEN = "refresh_token";

  private final TokenEndpoint endpoint;
  private final String clientId;
  private Secret token;

  RefreshChain(TokenEndpoint endpoint, String clientId, Secret first) {
    this.endpoint = endpoint;
    this.clientId = clientId;
    this.token = first;
  }

  @Override
  public void once() throws IOException, InterruptedException {
    Map<String, String> form =
        Map.of("grant_type", REFRESH_TOKEN, "client_id", clientId, REFRESH_TOKEN, token.reveal());
    Secret next = Secret.of(endpoint.post(form, null, REFRESH_TOKEN));
    if (next.equals(token)) {
      throw new IllegalStateException("The refresh token does not rotate");
    }
    token = next;
  }
}
