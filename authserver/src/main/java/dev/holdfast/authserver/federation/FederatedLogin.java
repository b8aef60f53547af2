package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Signs people in whom a provider has proved. */
@Singleton
public final class FederatedLogin {

  private final Newcomers newcomers;
  private final Entrance entrance;
  private final FederationRecord record;

  FederatedLogin(Newcomers newcomers, Entrance entrance, FederationRecord record) {
    this.newcomers = newcomers;
    this.entrance = entrance;
    this.record = record;
  }

  /** Signs in; empty if refused, whatever the reason. */
  public Optional<MutableHttpResponse<?>> signIn(
      HttpRequest<?> http, PendingRequest request, LoginProvider provider, ExternalPerson person) {
    Optional<FederatedIdentity> identity = newcomers.identify(provider, person);
    if (identity.isEmpty()) {
      record.failure(provider, Failure.NOBODY, "unknown");
    }
    return identity.flatMap(known -> entrance.enter(http, request, provider, known));
  }
}
