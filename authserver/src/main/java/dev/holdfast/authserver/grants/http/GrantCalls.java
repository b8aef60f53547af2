package dev.holdfast.authserver.grants.http;

import dev.holdfast.authserver.grants.Refreshed;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.bearer.ServiceTokens;
import dev.holdfast.bearer.TokenServiceSettings;
import dev.holdfast.contracts.grants.GrantStatus;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The two calls of {@link dev.holdfast.contracts.grants.GrantsApi} that everybody makes all the
 * time, by hand and on the caller's thread. A declarative client spends as much on building a call
 * as on making it, and a client that never blocks hands it to another thread and back.
 */
@Singleton
class GrantCalls {

  private static final Argument<GrantTokens> TOKENS = Argument.of(GrantTokens.class);
  private static final Argument<GrantStatus> STATUS = Argument.of(GrantStatus.class);
  private static final Argument<Problem> PROBLEM = Argument.of(Problem.class);

  private final PlainClient client;
  private final ServiceTokens tokens;
  private final String audience;
  private final JsonMapper json;

  GrantCalls(
      PlainClient client, ServiceTokens tokens, TokenServiceSettings settings, JsonMapper json) {
    this.client = client;
    this.tokens = tokens;
    this.audience = settings.tokenAudience();
    this.json = json;
  }

  /**
   * Exchanges a refresh token.
   *
   * @throws TemporarilyUnavailable if the answer says neither yes nor no
   */
  Refreshed refresh(RefreshGrant presented) {
    try {
      var request = new HttpPost(client.at("/grants/refresh"));
      request.setEntity(
          new ByteArrayEntity(json.writeValueAsBytes(presented), ContentType.APPLICATION_JSON));
      return client.exchange(authorized(request), "/grants/refresh", this::refreshed);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /**
   * How a grant stands.
   *
   * @param gid of a grant made by the token-service
   * @throws TemporarilyUnavailable if it does not say
   */
  GrantStatus status(String gid) {
    try {
      var request = new HttpGet(client.at("/grants/" + gid + "/status"));
      return client.exchange(
          authorized(request), "/grants/{gid}/status", response -> expected(response, STATUS));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private HttpUriRequestBase authorized(HttpUriRequestBase request) {
    request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.token(audience).reveal());
    return request;
  }

  private Refreshed refreshed(ClassicHttpResponse response) throws IOException {
    return response.getCode() == HttpStatus.SC_BAD_REQUEST
        ? refused(read(response, PROBLEM))
        : new Refreshed.Renewed(expected(response, TOKENS));
  }

  private static Refreshed refused(Problem problem) throws IOException {
    return switch (problem.type()) {
      case ProblemTypes.REFRESH_REFUSED -> new Refreshed.Refused();
      case ProblemTypes.SCOPE_EXCEEDED -> new Refreshed.ScopeExceeded();
      case ProblemTypes.RESOURCE_EXCEEDED -> new Refreshed.ResourceExceeded();
      default -> throw new IOException("status " + HttpStatus.SC_BAD_REQUEST);
    };
  }

  private <T> T expected(ClassicHttpResponse response, Argument<T> type) throws IOException {
    if (response.getCode() != HttpStatus.SC_OK) {
      throw new IOException("status " + response.getCode());
    }
    return read(response, type);
  }

  /** What is wrong with an answer is not told further: a parser's message repeats parts of it. */
  private <T> T read(ClassicHttpResponse response, Argument<T> type) throws IOException {
    byte[] body = body(response);
    try {
      return json.readValue(body, type);
    } catch (IOException _) {
      throw new IOException("the answer is not what it should be");
    }
  }

  private static byte[] body(ClassicHttpResponse response) throws IOException {
    byte[] body = EntityUtils.toByteArray(response.getEntity(), PlainClient.MAX_ANSWER);
    if (body == null) {
      throw new IOException("no body");
    }
    return body;
  }

  private static TemporarilyUnavailable unavailable(IOException e) {
    return new TemporarilyUnavailable("token-service grants", e);
  }
}
