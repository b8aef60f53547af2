package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.contracts.grants.Grant;
import java.util.Collection;
import java.util.List;

/** What a token request may ask for within what was granted. */
final class Narrowing {

  private Narrowing() {}

  /** RFC 8707, section 2.2: a subset of the granted resources, or all of them. */
  static List<String> resources(TokenCall call, List<String> granted) {
    if (!granted.containsAll(call.resources())) {
      throw notGrantedResource();
    }
    return call.resources().isEmpty() ? granted : call.resources();
  }

  /** RFC 6749, section 6: the grant as tokens of this answer show it, with no more than asked. */
  static Grant scopes(TokenCall call, Grant granted) {
    checkScope(call, granted.scopes());
    return call.scope().isEmpty() ? granted : granted.withScopes(call.scope().toStringList());
  }

  /** RFC 6749, section 6: nothing that was not granted. */
  static void checkScope(TokenCall call, Collection<String> granted) {
    if (!granted.containsAll(call.scope().toStringList())) {
      throw notGrantedScope();
    }
  }

  static OAuthRefusal notGrantedScope() {
    return OAuthRefusal.of(OAuth2Error.INVALID_SCOPE, "Not a granted scope");
  }

  static OAuthRefusal notGrantedResource() {
    return OAuthRefusal.of(OAuth2Error.INVALID_TARGET, "Not a granted resource");
  }

  /** The same for a client by itself, whose bounds are its registration. */
  static Scope ofClient(TokenCall call) {
    Scope allowed = call.client().allowedScope();
    checkScope(call, allowed.toStringList());
    return call.scope().isEmpty() ? allowed : call.scope();
  }
}
