package dev.holdfast.authserver.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks logout requests, in the order in which they can be refused. */
@Singleton
public final class LogoutRequests {

  private final Clients clients;
  private final OwnTokens tokens;

  LogoutRequests(Clients clients, OwnTokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  /** Checks the parameters of a request; unknown ones and {@code ui_locales} are ignored. */
  public LogoutCheck check(Map<String, List<String>> values) {
    // OpenID Connect Core, section 3.1.2.1, by analogy: nothing twice.
    if (values.values().stream().anyMatch(all -> all.size() > 1)) {
      return new LogoutCheck.Refused("A parameter came twice.");
    }
    Optional<String> hint = value(values, "id_token_hint");
    Optional<JWTClaimsSet> hinted = hint.flatMap(tokens::readIdToken);
    // RP-Initiated Logout, section 2: ours, though it may have expired.
    if (hint.isPresent() && hinted.isEmpty()) {
      return new LogoutCheck.Refused("The ID token is not one of ours.");
    }
    Optional<String> clientId = value(values, "client_id").or(() -> audience(hinted));
    Optional<Client> client = clientId.flatMap(clients::find);
    if (clientId.isPresent() && client.isEmpty()) {
      return new LogoutCheck.Refused("The application is not registered here.");
    }
    // RP-Initiated Logout, section 2: the ID token was issued to that client.
    if (hinted.isPresent() && !hinted.get().getAudience().equals(clientId.stream().toList())) {
      return new LogoutCheck.Refused("The ID token is another application's.");
    }
    // RP-Initiated Logout, section 3: registered, compared exactly.
    Optional<String> requested = value(values, "post_logout_redirect_uri");
    Optional<URI> returnTo = requested.flatMap(text -> registered(client, text));
    if (requested.isPresent() && returnTo.isEmpty()) {
      return new LogoutCheck.Refused(
          "The application asked to come back at an address that is not its own.");
    }
    return new LogoutCheck.Accepted(
        new LogoutRequest(
            client.orElse(null),
            hinted.map(JWTClaimsSet::getSubject).orElse(null),
            hinted.map(LogoutRequests::sid).orElse(null),
            returnTo.map(uri -> withState(uri, value(values, "state"))).orElse(null)));
  }

  private static Optional<String> value(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).findFirst();
  }

  private static Optional<URI> registered(Optional<Client> client, String requested) {
    return client.stream()
        .flatMap(known -> known.postLogoutRedirects().stream())
        .filter(uri -> uri.toString().equals(requested))
        .findFirst();
  }

  private static Optional<String> audience(Optional<JWTClaimsSet> claims) {
    return claims.flatMap(known -> known.getAudience().stream().findFirst());
  }

  private static @Nullable String sid(JWTClaimsSet claims) {
    return claims.getClaim(Claims.SID) instanceof String sid ? sid : null;
  }

  private static URI withState(URI uri, Optional<String> state) {
    if (state.isEmpty()) {
      return uri;
    }
    char mark = uri.getRawQuery() == null ? '?' : '&';
    return URI.create(
        uri.toString() + mark + "state=" + URLEncoder.encode(state.get(), StandardCharsets.UTF_8));
  }
}
