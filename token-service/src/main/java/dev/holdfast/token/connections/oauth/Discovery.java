package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A provider's metadata, as RFC 8414 or else as OpenID Connect Discovery has it; fetched when first
 * needed and again when it is old. What was fetched serves on while it cannot be fetched again, and
 * a failure is remembered for a moment, so that callers do not queue for the next time-out.
 */
final class Discovery {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final ProviderSettings settings;
  private final URI issuer;
  private final Wire wire;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state = new State(null, Instant.MIN);

  /** What is known, and from when on it is worth asking (again). */
  private record State(@Nullable AuthorizationServerMetadata metadata, Instant askAt) {}

  Discovery(ProviderSettings settings, URI issuer, Wire wire, Clock clock) {
    this.settings = settings;
    this.issuer = issuer;
    this.wire = wire;
    this.clock = clock;
  }

  /** The metadata; its issuer is the configured one. */
  AuthorizationServerMetadata get() throws Trouble {
    State known = state;
    AuthorizationServerMetadata metadata = known.metadata();
    if (metadata == null) {
      fetching.lock();
    } else if (clock.instant().isBefore(known.askAt()) || !fetching.tryLock()) {
      return metadata;
    }
    try {
      return refreshed();
    } finally {
      fetching.unlock();
    }
  }

  /** Of those who waited, the first asks. */
  private AuthorizationServerMetadata refreshed() throws Trouble {
    State known = state;
    if (!clock.instant().isBefore(known.askAt())) {
      known = ask(known.metadata());
      state = known;
    }
    AuthorizationServerMetadata metadata = known.metadata();
    if (metadata == null) {
      throw new Trouble(Kind.NO_ANSWER);
    }
    return metadata;
  }

  private State ask(@Nullable AuthorizationServerMetadata old) {
    try {
      return new State(fetch(), clock.instant().plus(settings.metadataLifetime()));
    } catch (Trouble | GeneralException _) {
      return new State(old, clock.instant().plus(PAUSE));
    }
  }

  private AuthorizationServerMetadata fetch() throws Trouble, GeneralException {
    var id = new Issuer(issuer);
    HTTPResponse answer = get(AuthorizationServerMetadata.resolveURL(id));
    if (answer.getStatusCode() != HTTPResponse.SC_OK) {
      answer = get(OIDCProviderMetadata.resolveURL(id));
    }
    answer.ensureStatusCode(HTTPResponse.SC_OK);
    var metadata = AuthorizationServerMetadata.parse(answer.getBodyAsJSONObject());
    // RFC 8414, section 3.3: of another issuer, it must not be used.
    if (!id.equals(metadata.getIssuer())) {
      throw new ParseException("The metadata is another issuer's");
    }
    return metadata;
  }

  private HTTPResponse get(URL url) throws Trouble {
    return wire.send(new HTTPRequest(HTTPRequest.Method.GET, url), settings.timeout());
  }
}
