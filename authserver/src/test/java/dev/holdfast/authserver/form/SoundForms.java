package dev.holdfast.authserver.form;

import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.IdentityProvider;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests to the token endpoint and its neighbours with nothing wrong but what they are about. */
final class SoundForms {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private SoundForms() {}

  static Map<String, String> exchange() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", Server.EXCHANGE);
    form.put("subject_token", OAuthClient.string(CodeFlow.tokens(), "access_token"));
    form.put("subject_token_type", ACCESS_TOKEN);
    form.put("requested_token_type", ACCESS_TOKEN);
    form.put("scope", "openid");
    form.put("resource", Server.RESOURCE);
    return form;
  }

  /** By nobody who is trusted: a sound one would work once only. */
  static Map<String, String> identityAssertion() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", IdentityProvider.forge(IdentityProvider.claims("assistant").build()));
    form.put("scope", "mcp:tools");
    return form;
  }

  static Map<String, String> introspection() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", "unheard-of");
    form.put("token_type_hint", "access_token");
    return form;
  }

  static Map<String, String> code() {
    return OAuthClient.redemption("unheard-of");
  }

  static Map<String, String> refresh() {
    Map<String, String> form = new LinkedHashMap<>(OAuthClient.refresh("unheard-of"));
    form.put("scope", "openid");
    form.put("resource", Server.RESOURCE);
    return form;
  }

  static Map<String, String> deviceCode() {
    return new Device("unheard-of", "").redemption();
  }

  static Map<String, String> clientCredentials() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("scope", "users:admin");
    form.put("resource", Server.issuer());
    return form;
  }

  static Map<String, String> revocation() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", "console");
    form.put("token", "unheard-of");
    form.put("token_type_hint", "refresh_token");
    return form;
  }
}
