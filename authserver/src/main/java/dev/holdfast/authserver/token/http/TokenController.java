package dev.holdfast.authserver.token.http;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.form.OAuthForm;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.limit.Limit;
import dev.holdfast.authserver.limit.Limits;
import dev.holdfast.authserver.limit.SourceAddress;
import dev.holdfast.authserver.login.Device;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.token.TokenCall;
import dev.holdfast.authserver.token.TokenRequests;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749, section 3.2). */
@Controller("/oauth2/token")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {

  private static final Set<String> SUPPORTED =
      Set.of(
          "authorization_code",
          "refresh_token",
          "client_credentials",
          DeviceCodeGrant.GRANT_TYPE.getValue(),
          TokenExchangeGrant.GRANT_TYPE.getValue(),
          JWTBearerGrant.GRANT_TYPE.getValue());

  private final ClientAuthenticator clients;
  private final TokenRequests tokens;
  private final Limits limits;
  private final SourceAddress sources;
  private final URI endpoint;

  TokenController(
      ClientAuthenticator clients,
      TokenRequests tokens,
      Limits limits,
      SourceAddress sources,
      Issuer issuer) {
    this.clients = clients;
    this.tokens = tokens;
    this.limits = limits;
    this.sources = sources;
    this.endpoint = issuer.at("/oauth2/token");
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<Map<String, Object>> token(HttpRequest<?> http, @Body byte @Nullable [] body) {
    OAuthForm form = OAuthForm.read(http, endpoint, body == null ? new byte[0] : body);
    // RFC 6749, section 5.2: first who asks ...
    Client client = clients.authenticate(form.request(), form.values());
    // RFC 6585, section 4: by address too, so that a public client's users are apart.
    String source = sources.of(http);
    limits.require(Limit.TOKEN, client.clientId() + ' ' + source);
    // ... then what for.
    AuthorizationGrant grant = grant(form);
    var call =
        new TokenCall(
            client, source, Device.named(http).orElse(null), form.all("resource"), form.scope());
    AccessTokenResponse response = tokens.redeem(call, grant);
    return HttpResponse.<Map<String, Object>>ok(response.toJSONObject())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.PRAGMA, "no-cache");
  }

  private static AuthorizationGrant grant(OAuthForm form) {
    List<String> type = form.all("grant_type");
    if (type.isEmpty()) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "No grant_type");
    }
    if (!SUPPORTED.contains(type.getFirst())) {
      throw OAuthRefusal.of(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    }
    try {
      return AuthorizationGrant.parse(form.values());
    } catch (ParseException e) {
      ErrorObject error = e.getErrorObject();
      throw OAuthRefusal.of(error == null ? OAuth2Error.INVALID_REQUEST : error);
    } catch (IllegalArgumentException e) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "A parameter is malformed");
    }
  }
}
