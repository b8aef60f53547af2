package dev.holdfast.authserver.connect;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.resource.Resources;
import dev.holdfast.authserver.user.UserEvents;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;

/** Leads pending requests by way of the upstream provider that their resources need. */
@Singleton
public final class Detour {

  private final Resources resources;
  private final Connections connections;
  private final PendingRequests requests;
  private final UserEvents users;

  Detour(Resources resources, Connections connections, PendingRequests requests, UserEvents users) {
    this.resources = resources;
    this.connections = connections;
    this.requests = requests;
    this.users = users;
  }

  /** The provider that these resources need and that the user has not connected. */
  public Optional<String> missing(Collection<String> audiences, String userId) {
    return resources
        .provider(audiences)
        .filter(provider -> !connections.connected(users.subject(userId), provider));
  }

  /** Where to send the browser; the provider's answer will find the pending request again. */
  public URI start(PendingRequest pending, String userId, String provider) {
    var started = connections.start(users.subject(userId), provider);
    requests.awaitProvider(pending.id(), OpaqueValue.hash(started.state()));
    return started.authorizationUri();
  }
}
