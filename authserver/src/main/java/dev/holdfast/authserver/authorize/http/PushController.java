package dev.holdfast.authserver.authorize.http;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.holdfast.authserver.authorize.AuthorizeRequests;
import dev.holdfast.authserver.authorize.Checked;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.form.OAuthForm;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.par.ParSettings;
import dev.holdfast.authserver.par.References;
import dev.holdfast.authserver.refusal.OAuthRefusal;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes authorization requests without a browser (RFC 9126). */
@Controller("/oauth2/par")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushController {

  /** RFC 9126, section 2.1: authenticates the client, and is no part of the request. */
  private static final Set<String> AUTHENTICATION =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private final ClientAuthenticator clients;
  private final AuthorizeRequests checks;
  private final References references;
  private final ParSettings settings;
  private final Issuer issuer;

  PushController(
      ClientAuthenticator clients,
      AuthorizeRequests checks,
      References references,
      ParSettings settings,
      Issuer issuer) {
    this.clients = clients;
    this.checks = checks;
    this.references = references;
    this.settings = settings;
    this.issuer = issuer;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<Map<String, Object>> push(HttpRequest<?> http, @Body byte @Nullable [] body) {
    OAuthForm form =
        OAuthForm.read(http, issuer.at("/oauth2/par"), body == null ? new byte[0] : body);
    // RFC 9126, section 2.1: first who asks, as at the token endpoint.
    Client client = clients.authenticate(form.request(), form.values());
    // RFC 9126, section 2.1: a reference cannot stand for another reference.
    if (!form.all("request_uri").isEmpty()) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "request_uri cannot be pushed");
    }
    // RFC 9126, section 2: a request in its own name only.
    if (!form.all("client_id").stream().allMatch(client.clientId()::equals)) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "Another client's client_id");
    }
    Map<String, List<String>> request = new LinkedHashMap<>(form.values());
    request.keySet().removeAll(AUTHENTICATION);
    request.put("client_id", List.of(client.clientId()));
    return switch (checks.check(request)) {
      case Checked.Accepted _ ->
          created(references.keep(client.clientId(), URLUtils.serializeParameters(request)));
      // RFC 9126, section 2.3: what the authorization endpoint would have said, said here.
      case Checked.SentBack back -> throw OAuthRefusal.of(back.error().setHTTPStatusCode(400));
      case Checked.Shown shown ->
          throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, shown.reason());
    };
  }

  private HttpResponse<Map<String, Object>> created(URI reference) {
    var answer = new PushedAuthorizationSuccessResponse(reference, settings.lifetime().toSeconds());
    return HttpResponse.<Map<String, Object>>created(answer.toJSONObject())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
