package dev.holdfast.authserver.device.http;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.device.DeviceAuthorizations;
import dev.holdfast.authserver.form.OAuthForm;
import dev.holdfast.authserver.issuer.Issuer;
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
import org.jspecify.annotations.Nullable;

/** The device authorization endpoint (RFC 8628, section 3.1). */
@Controller("/oauth2/device_authorization")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceAuthorizationController {

  private final ClientAuthenticator clients;
  private final DeviceAuthorizations devices;
  private final Issuer issuer;

  DeviceAuthorizationController(
      ClientAuthenticator clients, DeviceAuthorizations devices, Issuer issuer) {
    this.clients = clients;
    this.devices = devices;
    this.issuer = issuer;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<String> begin(HttpRequest<?> http, @Body byte @Nullable [] body) {
    OAuthForm form =
        OAuthForm.read(
            http, issuer.at("/oauth2/device_authorization"), body == null ? new byte[0] : body);
    // RFC 8628, section 3.1: clients authenticate as at the token endpoint.
    Client client = clients.authenticate(form.request(), form.values());
    var begun = devices.begin(client, form.scope(), form.all("resource"));
    return HttpResponse.ok(begun.toJSONObject().toJSONString())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.PRAGMA, "no-cache");
  }
}
