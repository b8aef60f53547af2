package dev.holdfast.authserver.connect.http;

import dev.holdfast.authserver.connect.Connections;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.FollowLink;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Connections at the token-service. */
@Singleton
final class HttpConnections implements Connections {

  private final ConnectionsClient client;

  HttpConnections(ConnectionsClient client) {
    this.client = client;
  }

  @Override
  public boolean connected(SubjectId subject, String provider) {
    try {
      return client.status(new ConnectionKey(subject, provider)).connected();
    } catch (HttpClientException e) {
      throw unavailable(e);
    }
  }

  @Override
  public StartedConnection start(SubjectId subject, String provider) {
    try {
      return client.start(new ConnectionKey(subject, provider));
    } catch (HttpClientException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Optional<StartedConnection> follow(SubjectId subject, Secret link) {
    try {
      return Optional.of(client.follow(new FollowLink(subject, link)));
    } catch (HttpClientResponseException e) {
      if (isRefusal(e)) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (HttpClientException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean complete(CompleteConnection answer) {
    try {
      client.complete(answer);
      return true;
    } catch (HttpClientResponseException e) {
      if (isRefusal(e)) {
        return false;
      }
      throw unavailable(e);
    } catch (HttpClientException e) {
      throw unavailable(e);
    }
  }

  private static boolean isRefusal(HttpClientResponseException e) {
    return e.getResponse()
        .getBody(Problem.class)
        .filter(problem -> ProblemTypes.INVALID_REQUEST.equals(problem.type()))
        .isPresent();
  }

  private static TemporarilyUnavailable unavailable(HttpClientException e) {
    return new TemporarilyUnavailable("token-service connections", e);
  }
}
