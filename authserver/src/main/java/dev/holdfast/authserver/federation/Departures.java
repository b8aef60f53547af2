package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.form.ParameterRules;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.PendingRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends browsers to providers. */
@Singleton
public final class Departures {

  private final RelyingParty relyingParty;
  private final Attempts attempts;
  private final FederationRecord record;

  Departures(RelyingParty relyingParty, Attempts attempts, FederationRecord record) {
    this.relyingParty = relyingParty;
    this.attempts = attempts;
    this.record = record;
  }

  /**
   * Where a person signs in.
   *
   * @param browser the secret of the browser that began the request
   * @return empty if the provider cannot be reached
   */
  public Optional<URI> toSignIn(PendingRequest request, String browser, LoginProvider provider) {
    return depart(request, browser, provider, null);
  }

  /** The same, where a person proves to be somebody there too. */
  public Optional<URI> toLink(
      PendingRequest request, String browser, LoginProvider provider, LoginSession login) {
    return depart(request, browser, provider, login.sid());
  }

  private Optional<URI> depart(
      PendingRequest request, String browser, LoginProvider provider, @Nullable String linkSid) {
    Handshake handshake = Handshake.begin(browser);
    Optional<URI> address =
        relyingParty.authorizationUri(provider, handshake, demandsNewLogin(request));
    if (address.isEmpty()) {
      record.failure(provider, Failure.UNAVAILABLE, "metadata");
      return address;
    }
    attempts.save(
        new Attempt(
            OpaqueValue.hash(handshake.state()),
            provider.name(),
            request.id(),
            linkSid,
            request.expiresAt()));
    return address;
  }

  /** OpenID Connect Core, section 3.1.2.1: what a client asks of us we have to ask in turn. */
  private static boolean demandsNewLogin(PendingRequest request) {
    var query = ParameterRules.parse(request.query());
    return query.containsKey("max_age")
        || query.getOrDefault("prompt", List.of()).stream()
            .flatMap(prompt -> List.of(prompt.split(" ")).stream())
            .anyMatch(prompt -> prompt.equals("login") || prompt.equals("select_account"));
  }
}
