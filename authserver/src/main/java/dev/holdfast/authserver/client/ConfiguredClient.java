package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * A client that an operator configured.
 *
 * @param id its client id
 * @param name what people are shown; its id if absent
 * @param confidential whether it must authenticate; without a secret or keys it is left out then
 * @param secret its secret
 * @param authenticationMethod how it authenticates; if absent, {@code none} for a public client,
 *     {@code private_key_jwt} for one with keys, otherwise {@code client_secret_basic}
 * @param jwks its public keys, as a JWK set
 * @param jwksUri where its public keys are
 * @param redirectUris where it may be redirected to
 * @param postLogoutRedirectUris where it may be redirected to after a logout
 * @param backChannelLogoutUri where it wants to be told of logouts
 * @param grantTypes the grants it may use
 * @param scopes the scopes it may ask for
 * @param resources the audiences it may ask for; empty means every known resource for people's
 *     tokens, and none for its own
 * @param resourceServer whether it is these services, too: then it may introspect tokens for them,
 *     and exchange such tokens if it has that grant type
 */
@EachProperty("holdfast.authserver.clients")
record ConfiguredClient(
    @Parameter String id,
    @Nullable String name,
    @Bindable(defaultValue = "true") boolean confidential,
    @Nullable Secret secret,
    @Nullable String authenticationMethod,
    @Nullable String jwks,
    @Nullable URI jwksUri,
    @Nullable List<String> redirectUris,
    @Nullable List<String> postLogoutRedirectUris,
    @Nullable URI backChannelLogoutUri,
    @Nullable List<String> grantTypes,
    @Nullable List<String> scopes,
    @Nullable List<String> resources,
    @Bindable(defaultValue = "true") boolean resourceServer) {

  /** Whether it can authenticate as it must. */
  boolean complete() {
    return !confidential || secret != null || hasKeys();
  }

  /**
   * Its description.
   *
   * @throws IllegalArgumentException if it is not one
   */
  OIDCClientMetadata metadata() {
    var json = new JSONObject();
    json.put("client_name", Optional.ofNullable(name).orElse(id));
    json.put("redirect_uris", orEmpty(redirectUris));
    json.put("grant_types", orEmpty(grantTypes));
    json.put("scope", String.join(" ", orEmpty(scopes)));
    json.put("token_endpoint_auth_method", method());
    json.put("post_logout_redirect_uris", orEmpty(postLogoutRedirectUris));
    Optional.ofNullable(backChannelLogoutUri)
        .ifPresent(uri -> json.put("backchannel_logout_uri", uri.toString()));
    Optional.ofNullable(jwksUri).ifPresent(uri -> json.put("jwks_uri", uri.toString()));
    try {
      if (jwks != null) {
        json.put("jwks", JSONObjectUtils.parse(jwks));
      }
      return OIDCClientMetadata.parse(json);
    } catch (ParseException e) {
      throw new IllegalArgumentException("holdfast.authserver.clients." + id, e);
    }
  }

  private String method() {
    if (authenticationMethod != null) {
      return authenticationMethod;
    }
    if (!confidential) {
      return "none";
    }
    return hasKeys() ? "private_key_jwt" : "client_secret_basic";
  }

  private boolean hasKeys() {
    return jwks != null || jwksUri != null;
  }

  private static List<String> orEmpty(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
