package dev.holdfast.authserver.grants.http;

import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.problem.Problem;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;

/**
 * {@link dev.holdfast.contracts.grants.GrantsApi#refresh} by hand. It is the call that everybody
 * makes all the time, and a declarative client spends as much on building it as on making it.
 */
@Singleton
class RefreshCall {

  private static final String PATH = "/grants/refresh";
  private static final Argument<GrantTokens> ANSWER = Argument.of(GrantTokens.class);
  private static final Argument<Problem> PROBLEM = Argument.of(Problem.class);

  private final BlockingHttpClient client;

  RefreshCall(@Client(id = "token-service") HttpClient client) {
    this.client = client.toBlocking();
  }

  /**
   * The new tokens.
   *
   * @throws io.micronaut.http.client.exceptions.HttpClientException as the declarative client does
   */
  GrantTokens of(RefreshGrant presented) {
    return client.retrieve(HttpRequest.POST(PATH, presented), ANSWER, PROBLEM);
  }
}
