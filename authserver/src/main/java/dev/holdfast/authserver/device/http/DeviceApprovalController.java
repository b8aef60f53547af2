package dev.holdfast.authserver.device.http;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.consent.Decisions;
import dev.holdfast.authserver.device.DeviceRequest;
import dev.holdfast.authserver.device.DeviceRequests;
import dev.holdfast.authserver.device.DeviceStep;
import dev.holdfast.authserver.device.DeviceSteps;
import dev.holdfast.authserver.form.DecisionForm;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.resource.Resources;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Optional;

/** Where the person signs in and decides about a device (RFC 8628, section 3.3). */
@Controller("/device")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceApprovalController {

  private static final String GONE = "It has expired. Start again at your device.";

  private final DeviceRequests devices;
  private final DeviceSteps steps;
  private final Decisions decisions;
  private final Waiting waiting;
  private final PendingRequests requests;
  private final SignedIn signedIn;
  private final Clients clients;
  private final Resources resources;
  private final Issuer issuer;
  private final LoginPage loginPage;

  DeviceApprovalController(
      DeviceRequests devices,
      DeviceSteps steps,
      Decisions decisions,
      Waiting waiting,
      PendingRequests requests,
      SignedIn signedIn,
      Clients clients,
      Resources resources,
      Issuer issuer,
      LoginPage loginPage) {
    this.devices = devices;
    this.steps = steps;
    this.decisions = decisions;
    this.waiting = waiting;
    this.requests = requests;
    this.signedIn = signedIn;
    this.clients = clients;
    this.resources = resources;
    this.issuer = issuer;
    this.loginPage = loginPage;
  }

  /** Every form and callback of a device's pending request leads here. */
  @Get("/continue")
  HttpResponse<?> goOn(HttpRequest<?> http, @QueryValue(defaultValue = "") String request) {
    Optional<PendingRequest> pending = waiting.find(http, request);
    Optional<DeviceRequest> device = pending.flatMap(this::device);
    Optional<Client> client = device.map(DeviceRequest::clientId).flatMap(clients::find);
    // Expired, another browser's, or the client is gone.
    if (client.isEmpty()) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, GONE);
    }
    return step(http, pending.orElseThrow(), device.orElseThrow(), client.get());
  }

  @Post("/decision")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> decide(HttpRequest<?> http, @Body DecisionForm form) {
    Optional<PendingRequest> found = waiting.find(http, form.requestId());
    Optional<DeviceRequest> device = found.flatMap(this::device);
    Optional<LoginSession> login =
        device.flatMap(request -> signedIn.session(http, request.clientId()));
    // Expired, another browser's, or signed out meanwhile.
    if (device.isEmpty() || login.isEmpty()) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, GONE);
    }
    PendingRequest pending = found.orElseThrow();
    // RFC 9700, section 4.7.1: the form must be ours.
    if (!OpaqueValue.same(pending.csrf(), form.token())) {
      return Pages.notOurForm();
    }
    if (form.allows()) {
      confirm(pending, device.get(), login.get());
    } else {
      requests.deny(pending.id());
    }
    return HttpResponse.seeOther(Waiting.continuation(pending));
  }

  private void confirm(PendingRequest pending, DeviceRequest asked, LoginSession login) {
    DeviceRequest device = steps.permitted(asked, login);
    // Remembered so that the person can see and revoke it, though it is asked again next time.
    decisions.allow(login.userId(), device.clientId(), device.audiences(), device.scope());
    requests.confirm(pending.id(), login.sid());
  }

  private MutableHttpResponse<?> step(
      HttpRequest<?> http, PendingRequest pending, DeviceRequest device, Client client) {
    return switch (steps.next(pending, device, signedIn.session(http, device.clientId()))) {
      case DeviceStep.Login _ -> loginPage.of(pending, onwards(device));
      case DeviceStep.Confirm(DeviceRequest permitted) ->
          DevicePages.question(pending, client, permitted, onwards(device));
      case DeviceStep.Connect connect ->
          HttpResponse.status(HttpStatus.FOUND)
              .header(HttpHeaders.LOCATION, connect.authorizationUri().toString())
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .header("Referrer-Policy", "no-referrer");
      case DeviceStep.Approved _ -> DevicePages.approved();
      case DeviceStep.Denied _ -> DevicePages.denied();
      case DeviceStep.Gone _ -> Pages.refusal(HttpStatus.BAD_REQUEST, GONE);
    };
  }

  private Optional<DeviceRequest> device(PendingRequest pending) {
    return Optional.ofNullable(pending.deviceCodeHash()).flatMap(devices::byDeviceCodeHash);
  }

  /** Where a form may lead; unknown if a provider comes between. */
  private Optional<URI> onwards(DeviceRequest device) {
    return resources.provider(device.audiences()).isPresent()
        ? Optional.empty()
        : Optional.of(issuer.issuer());
  }
}
