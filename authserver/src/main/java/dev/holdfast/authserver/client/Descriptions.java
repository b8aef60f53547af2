package dev.holdfast.authserver.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.resource.Offer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client that nobody configured may say of itself. It chooses its name, its addresses, its
 * keys, and less than the scopes on offer; whatever else it sends is dropped, so that nothing it
 * sends can ever set a policy.
 */
@Singleton
public final class Descriptions {

  private static final int MAX_URIS = 20;
  private static final int MAX_NAME = 200;
  private static final int MAX_URI = 2000;
  private static final int MAX_KEYS = 20;

  /** All that is taken over. */
  private static final Set<String> KNOWN =
      Set.of(
          "redirect_uris",
          "client_name",
          "client_uri",
          "logo_uri",
          "policy_uri",
          "tos_uri",
          "contacts",
          "software_id",
          "software_version",
          "application_type",
          "grant_types",
          "response_types",
          "scope",
          "token_endpoint_auth_method",
          "token_endpoint_auth_signing_alg",
          "jwks",
          "jwks_uri",
          "post_logout_redirect_uris",
          "backchannel_logout_uri",
          "backchannel_logout_session_required",
          "require_pushed_authorization_requests");

  private static final Set<GrantType> GRANTS =
      Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.DEVICE_CODE);

  private final Offer offer;

  Descriptions(Offer offer) {
    this.offer = offer;
  }

  /**
   * What is taken over of a description, with nothing left to defaults.
   *
   * @param otherwise how the client authenticates if it does not say
   * @throws OAuthRefusal {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   */
  public OIDCClientMetadata accept(Map<String, Object> said, ClientAuthenticationMethod otherwise) {
    OIDCClientMetadata metadata = parse(said);
    grants(metadata);
    redirects(metadata);
    addresses(metadata);
    authentication(metadata, otherwise);
    metadata.setScope(scope(metadata));
    name(metadata.getName());
    return metadata;
  }

  private static OIDCClientMetadata parse(Map<String, Object> said) {
    var known = new JSONObject(said);
    known.keySet().retainAll(KNOWN);
    try {
      return OIDCClientMetadata.parse(known);
    } catch (ParseException e) {
      throw OAuthRefusal.of(
          Optional.ofNullable(e.getErrorObject())
              .orElse(RegistrationError.INVALID_CLIENT_METADATA));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw OAuthRefusal.of(RegistrationError.INVALID_CLIENT_METADATA);
    }
  }

  private static void grants(OIDCClientMetadata metadata) {
    Set<GrantType> grants =
        new LinkedHashSet<>(
            Objects.requireNonNullElse(
                metadata.getGrantTypes(), Set.of(GrantType.AUTHORIZATION_CODE)));
    // RFC 7591, section 2: the server may register less; but only what a person can grant.
    grants.retainAll(GRANTS);
    refuseIf(
        !grants.contains(GrantType.AUTHORIZATION_CODE) && !grants.contains(GrantType.DEVICE_CODE),
        "grant_types");
    metadata.setGrantTypes(grants);
    Set<ResponseType> code =
        grants.contains(GrantType.AUTHORIZATION_CODE) ? Set.of(ResponseType.CODE) : Set.of();
    Set<ResponseType> responses = Objects.requireNonNullElse(metadata.getResponseTypes(), code);
    refuseIf(!responses.equals(code), "response_types");
    metadata.setResponseTypes(responses);
  }

  private static void redirects(OIDCClientMetadata metadata) {
    Set<URI> redirects = Objects.requireNonNullElse(metadata.getRedirectionURIs(), Set.of());
    boolean needed = metadata.getGrantTypes().contains(GrantType.AUTHORIZATION_CODE);
    boolean sound =
        (!needed || !redirects.isEmpty())
            && redirects.size() <= MAX_URIS
            && redirects.stream()
                .allMatch(uri -> RedirectUris.mayRegister(uri, metadata.getApplicationType()))
            && redirects.stream().allMatch(Descriptions::isShort);
    // RFC 9700, section 4.1: nowhere but https, loopback and what a native client owns.
    refuseIf(
        !sound,
        RegistrationError.INVALID_REDIRECT_URI,
        "https, loopback, or a native client's own scheme, as application_type says");
  }

  private static void addresses(OIDCClientMetadata metadata) {
    Set<URI> afterLogout =
        Objects.requireNonNullElse(metadata.getPostLogoutRedirectionURIs(), Set.of());
    refuseIf(
        afterLogout.size() > MAX_URIS
            || !afterLogout.stream()
                .allMatch(
                    uri ->
                        isShort(uri)
                            && RedirectUris.mayRegister(uri, metadata.getApplicationType())),
        "post_logout_redirect_uris");
    Stream.of(
            metadata.getURI(),
            metadata.getLogoURI(),
            metadata.getPolicyURI(),
            metadata.getTermsOfServiceURI(),
            metadata.getBackChannelLogoutURI(),
            metadata.getJWKSetURI())
        .filter(Objects::nonNull)
        .forEach(uri -> refuseIf(!isShort(uri) || !isWeb(uri), "Only https addresses"));
  }

  private static void authentication(
      OIDCClientMetadata metadata, ClientAuthenticationMethod otherwise) {
    var method = Objects.requireNonNullElse(metadata.getTokenEndpointAuthMethod(), otherwise);
    refuseIf(!ClientAuthenticator.METHODS.contains(method), "token_endpoint_auth_method");
    metadata.setTokenEndpointAuthMethod(method);
    JWKSet keys = metadata.getJWKSet();
    // RFC 7591, section 2: jwks and jwks_uri exclude each other.
    refuseIf(keys != null && metadata.getJWKSetURI() != null, "jwks and jwks_uri");
    refuseIf(keys != null && !arePublic(keys), "jwks holds more than public keys");
    refuseIf(
        method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
            && keys == null
            && metadata.getJWKSetURI() == null,
        "private_key_jwt needs jwks or jwks_uri");
  }

  private Scope scope(OIDCClientMetadata metadata) {
    Scope offered = Scope.parse(offer.scopes());
    Scope requested = metadata.getScope();
    if (requested == null || requested.isEmpty()) {
      return offered;
    }
    // RFC 7591, section 2: the server may register less than was asked.
    requested.retainAll(offered);
    return requested;
  }

  private static void name(@Nullable String name) {
    refuseIf(
        name != null
            && (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)),
        "client_name");
  }

  private static boolean arePublic(JWKSet keys) {
    return keys.size() <= MAX_KEYS
        && keys.getKeys().stream().noneMatch(JWK::isPrivate)
        && keys.getKeys().stream().allMatch(key -> key.toPublicJWK() != null);
  }

  private static boolean isWeb(URI uri) {
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null;
  }

  private static boolean isShort(URI uri) {
    return uri.toString().length() <= MAX_URI;
  }

  private static void refuseIf(boolean wrong, String description) {
    refuseIf(wrong, RegistrationError.INVALID_CLIENT_METADATA, description);
  }

  private static void refuseIf(boolean wrong, ErrorObject error, String description) {
    if (wrong) {
      throw OAuthRefusal.of(error, description);
    }
  }
}
