package dev.holdfast.authserver.authorize.http;

import dev.holdfast.authserver.authorize.AcceptedRequest;
import dev.holdfast.authserver.authorize.AuthorizeRequests;
import dev.holdfast.authserver.authorize.Checked;
import dev.holdfast.authserver.authorize.CodeIssue;
import dev.holdfast.authserver.authorize.Step;
import dev.holdfast.authserver.authorize.Steps;
import dev.holdfast.authserver.consent.ConsentPage;
import dev.holdfast.authserver.form.ParameterRules;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.resource.Resources;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** The authorization endpoint (RFC 6749, section 3.1). */
@Controller("/oauth2/authorize")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthorizeController {

  private final AuthorizeRequests checks;
  private final Steps steps;
  private final CodeIssue codes;
  private final Waiting waiting;
  private final PendingRequests requests;
  private final SignedIn signedIn;
  private final BrowserCookies cookies;
  private final Resources resources;

  AuthorizeController(
      AuthorizeRequests checks,
      Steps steps,
      CodeIssue codes,
      Waiting waiting,
      PendingRequests requests,
      SignedIn signedIn,
      BrowserCookies cookies,
      Resources resources) {
    this.checks = checks;
    this.steps = steps;
    this.codes = codes;
    this.waiting = waiting;
    this.requests = requests;
    this.signedIn = signedIn;
    this.cookies = cookies;
    this.resources = resources;
  }

  @Get
  HttpResponse<?> begin(HttpRequest<?> http) {
    String query = Objects.requireNonNullElse(http.getUri().getRawQuery(), "");
    return switch (checks.check(ParameterRules.parse(query))) {
      case Checked.Shown shown -> Pages.refusal(HttpStatus.BAD_REQUEST, shown.reason());
      case Checked.SentBack back ->
          redirect(codes.refuse(back.redirectUri(), back.state(), back.error()));
      case Checked.Accepted accepted -> open(http, accepted.request(), query);
    };
  }

  /** Every form and callback of a pending request leads here. */
  @Get("/continue")
  HttpResponse<?> goOn(HttpRequest<?> http, @QueryValue(defaultValue = "") String request) {
    Optional<PendingRequest> found = waiting.find(http, request);
    if (found.isEmpty()) {
      return Pages.refusal(
          HttpStatus.BAD_REQUEST, "It has expired. Start again at the application.");
    }
    PendingRequest pending = found.get();
    // Checked again: the client or the resource may have changed meanwhile.
    return switch (checks.check(ParameterRules.parse(pending.query()))) {
      case Checked.Accepted accepted -> step(http, pending, accepted.request());
      case Checked.Shown shown -> Pages.refusal(HttpStatus.BAD_REQUEST, shown.reason());
      case Checked.SentBack back ->
          redirect(codes.refuse(back.redirectUri(), back.state(), back.error()));
    };
  }

  private HttpResponse<?> open(HttpRequest<?> http, AcceptedRequest request, String query) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    PendingRequest pending = waiting.open(browser, request.client().clientId(), query);
    return step(http, pending, request).cookie(cookies.browserCookie(browser));
  }

  private MutableHttpResponse<?> step(
      HttpRequest<?> http, PendingRequest pending, AcceptedRequest request) {
    return switch (steps.next(pending, request, signedIn.session(http))) {
      case Step.Login _ -> LoginPage.of(pending, onwards(request));
      case Step.Consent _ ->
          ConsentPage.of(
              pending,
              request.client(),
              request.redirectUri(),
              request.resources(),
              request.scope(),
              onwards(request));
      case Step.Connect connect -> redirect(connect.authorizationUri());
      case Step.Issue issue ->
          codes
              .issue(pending, request, issue.login())
              .<MutableHttpResponse<?>>map(AuthorizeController::redirect)
              .orElseGet(() -> Pages.refusal(HttpStatus.BAD_REQUEST, "It has ended already."));
      case Step.Refuse refuse -> {
        requests.close(pending.id());
        yield redirect(codes.refuse(request.redirectUri(), request.state(), refuse.error()));
      }
    };
  }

  /** Where a form may lead; unknown if a provider comes between. */
  private Optional<URI> onwards(AcceptedRequest request) {
    return resources.provider(request.resources()).isPresent()
        ? Optional.empty()
        : Optional.of(request.redirectUri());
  }

  private static MutableHttpResponse<?> redirect(URI target) {
    return HttpResponse.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, target.toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer");
  }
}
