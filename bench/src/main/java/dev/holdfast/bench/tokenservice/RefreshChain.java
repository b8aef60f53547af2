package dev.holdfast.bench.tokenservice;

import java.io.IOException;
import java.util.Map;

/** One grant's refresh tokens, each used once for the next. One thread at a time. */
final class RefreshChain {

  /** The token in requests and in answers. */
  static final String TOKEN = "refreshToken";

  private final String clientId;
  private String token;

  RefreshChain(String clientId, String first) {
    this.clientId = clientId;
    this.token = first;
  }

  /** Exchanges the newest token. */
  void next(Api api) throws IOException, InterruptedException {
    String successor =
        api.post("/grants/refresh", Map.of("clientId", clientId, TOKEN, token), TOKEN);
    if (successor.equals(token)) {
      throw new IllegalStateException("The refresh token does not rotate");
    }
    token = successor;
  }
}
