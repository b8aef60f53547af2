package dev.holdfast.token.connections;

import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionLink;
import dev.holdfast.contracts.connections.FollowLink;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.KeyedHash;
import dev.holdfast.token.problem.RefusalException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Links that lead a user to a provider's consent from where there is no login session: the gateway
 * has one made and tells it to the user's client, and the authorization server follows it for
 * whoever is signed in there.
 */
@Singleton
public final class Links {

  // A client that asks again and again while the person is still reading.
  private static final int MOST_OPEN = 50;

  private final LinkStore links;
  private final Consents consents;
  private final Providers providers;
  private final KeyedHash keyedHash;
  private final ConnectionSettings settings;
  private final Clock clock;

  Links(
      LinkStore links,
      Consents consents,
      Providers providers,
      KeyedHash keyedHash,
      ConnectionSettings settings,
      Clock clock) {
    this.links = links;
    this.consents = consents;
    this.providers = providers;
    this.keyedHash = keyedHash;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A new link for that user.
   *
   * @throws RefusalException if there is no such provider, or the user has too many open links
   */
  public ConnectionLink make(ConnectionKey key) {
    if (providers.named(key.provider()).isEmpty()) {
      throw RefusalException.notFound("There is no such provider.");
    }
    Instant now = now();
    if (links.open(key.subject(), now) >= MOST_OPEN) {
      throw RefusalException.temporarilyUnavailable(settings.consentLifetime());
    }
    Secret link =
        Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(Random.randBytes(32)));
    Instant expiresAt = now.plus(settings.consentLifetime());
    links.add(hash(link), key, expiresAt);
    return new ConnectionLink(link, expiresAt);
  }

  /**
   * Where to send the user who opened a link.
   *
   * @throws RefusalException if it is unknown, used, expired or another user's
   */
  public StartedConnection follow(FollowLink opened) {
    return links
        .take(hash(opened.link()), opened.subject(), now())
        .map(consents::start)
        .orElseThrow(
            () -> RefusalException.invalidRequest("The link is unknown, used, or expired."));
  }

  private Bytes hash(Secret link) {
    return keyedHash.of("connection-link", link.reveal());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
