package dev.holdfast.authserver.harness;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import com.webauthn4j.util.Base64UrlUtil;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONObject;

/** An authenticator, with a browser around it that believes to be at some origin. */
public final class SecurityKey {

  private static final ObjectConverter CONVERTER = new ObjectConverter();

  public final NoneAttestationAuthenticator authenticator = new NoneAttestationAuthenticator();
  private final ClientPlatform platform =
      new ClientPlatform(
          new Origin(Server.issuer()), new WebAuthnAuthenticatorAdaptor(authenticator));

  /** Lets the browser be elsewhere. */
  public SecurityKey at(String origin) {
    platform.setOrigin(new Origin(origin));
    return this;
  }

  /** What a browser makes of creation options. */
  public String create(String options) {
    return json(platform.create(read(options, PublicKeyCredentialCreationOptions.class)));
  }

  /** What a browser makes of request options. */
  public String get(String options) {
    return json(platform.get(read(options, PublicKeyCredentialRequestOptions.class)));
  }

  /** Makes it answer for a site as if the credential were that site's. */
  public void believe(String credential, String site) {
    byte[] id = Base64UrlUtil.decode(String.valueOf(object(credential).get("id")));
    Objects.requireNonNull(authenticator.lookup(id)).setRpId(site);
  }

  /** The JSON of an answer, with some member changed. */
  public static String with(HttpResponse<String> answer, String member, Object value) {
    return with(answer.body(), member, value);
  }

  public static String with(String json, String member, Object value) {
    JSONObject changed = object(json);
    changed.put(member, value);
    return changed.toJSONString();
  }

  /** The JSON of a credential, with some member of its response changed. */
  public static String withResponse(String json, String member, Object value) {
    return with(json, "response", response(json, member, value));
  }

  private static Map<String, Object> response(String json, String member, Object value) {
    try {
      Map<String, Object> response = JSONObjectUtils.getJSONObject(object(json), "response");
      response.put(member, value);
      return response;
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static JSONObject object(String json) {
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException e) {
      throw new AssertionError(json, e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    return CONVERTER.getJsonMapper().readValue(json, type);
  }

  private static String json(Object value) {
    return CONVERTER.getJsonMapper().writeValueAsString(value);
  }
}
