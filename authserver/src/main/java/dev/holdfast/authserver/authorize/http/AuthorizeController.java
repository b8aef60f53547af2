package dev.holdfast.authserver.authorize.http;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.holdfast.authserver.authorize.AcceptedRequest;
import dev.holdfast.authserver.authorize.AuthorizeRequests;
import dev.holdfast.authserver.authorize.Checked;
import dev.holdfast.authserver.authorize.CodeIssue;
import dev.holdfast.authserver.authorize.Permitted;
import dev.holdfast.authserver.authorize.Step;
import dev.holdfast.authserver.authorize.Steps;
import dev.holdfast.authserver.consent.ConsentPage;
import dev.holdfast.authserver.form.ParameterRules;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.par.References;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.resource.Resources;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint (RFC 6749, section 3.1). */
@Controller("/oauth2/authorize")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthorizeController {

  private static final String EXPIRED = "It has expired. Start again at the application.";

  private final AuthorizeRequests checks;
  private final Steps steps;
  private final CodeIssue codes;
  private final References references;
  private final Waiting waiting;
  private final PendingRequests requests;
  private final SignedIn signedIn;
  private final BrowserCookies cookies;
  private final Resources resources;
  private final Permitted permitted;
  private final LoginPage loginPage;

  AuthorizeController(
      AuthorizeRequests checks,
      Steps steps,
      CodeIssue codes,
      References references,
      Waiting waiting,
      PendingRequests requests,
      SignedIn signedIn,
      BrowserCookies cookies,
      Resources resources,
      Permitted permitted,
      LoginPage loginPage) {
    this.checks = checks;
    this.steps = steps;
    this.codes = codes;
    this.references = references;
    this.waiting = waiting;
    this.requests = requests;
    this.signedIn = signedIn;
    this.cookies = cookies;
    this.resources = resources;
    this.permitted = permitted;
    this.loginPage = loginPage;
  }

  @Get
  HttpResponse<?> begin(HttpRequest<?> http) {
    String query = Objects.requireNonNullElse(http.getUri().getRawQuery(), "");
    Map<String, List<String>> values = ParameterRules.parse(query);
    String reference = first(values, "request_uri");
    if (!References.isReference(reference)) {
      return begin(http, query, checks.checkUnpushed(values));
    }
    // RFC 9126, section 4: once; and nothing else that stands beside it counts.
    Optional<String> pushed = references.take(first(values, "client_id"), reference);
    return pushed.isPresent()
        ? begin(http, pushed.get(), checks.check(ParameterRules.parse(pushed.get())))
        : Pages.refusal(HttpStatus.BAD_REQUEST, EXPIRED);
  }

  /** OpenID Connect Core, section 3.1.2.1: POST too. As a GET it comes with its cookies. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> post(@Body byte @Nullable [] body) {
    String query = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    return HttpResponse.seeOther(
        URI.create(
            "/oauth2/authorize?" + URLUtils.serializeParameters(ParameterRules.parse(query))));
  }

  private HttpResponse<?> begin(HttpRequest<?> http, String query, Checked checked) {
    return switch (checked) {
      case Checked.Shown shown -> Pages.refusal(HttpStatus.BAD_REQUEST, shown.reason());
      case Checked.SentBack back -> Answers.send(codes.refuse(back));
      case Checked.Accepted accepted -> open(http, accepted.request(), query);
    };
  }

  /** Every form and callback of a pending request leads here. */
  @Get("/continue")
  HttpResponse<?> goOn(HttpRequest<?> http, @QueryValue(defaultValue = "") String request) {
    Optional<PendingRequest> found = waiting.find(http, request);
    if (found.isEmpty()) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, EXPIRED);
    }
    PendingRequest pending = found.get();
    // Checked again: the client or the resource may have changed meanwhile.
    return switch (checks.check(ParameterRules.parse(pending.query()))) {
      case Checked.Accepted accepted -> step(http, pending, accepted.request());
      case Checked.Shown shown -> Pages.refusal(HttpStatus.BAD_REQUEST, shown.reason());
      case Checked.SentBack back -> Answers.send(codes.refuse(back));
    };
  }

  private HttpResponse<?> open(HttpRequest<?> http, AcceptedRequest request, String query) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    PendingRequest pending = waiting.open(browser, request.client().clientId(), query);
    return step(http, pending, request).cookie(cookies.browserCookie(browser));
  }

  private MutableHttpResponse<?> step(
      HttpRequest<?> http, PendingRequest pending, AcceptedRequest accepted) {
    Optional<LoginSession> login = signedIn.session(http, accepted.client().clientId());
    AcceptedRequest request = permitted.narrow(accepted, login);
    return switch (steps.next(pending, request, login)) {
      case Step.Login _ -> loginPage.of(pending, request.hints().username(), onwards(request));
      case Step.Consent _ ->
          ConsentPage.of(
              pending,
              request.client(),
              request.redirectUri(),
              request.resources(),
              request.scope(),
              onwards(request));
      case Step.Connect connect -> Answers.redirect(connect.authorizationUri());
      case Step.Issue issue ->
          codes
              .issue(pending, request, issue.login())
              .<MutableHttpResponse<?>>map(Answers::send)
              .orElseGet(() -> Pages.refusal(HttpStatus.BAD_REQUEST, "It has ended already."));
      case Step.Refuse refuse -> {
        requests.close(pending.id());
        yield Answers.send(codes.refuse(request, refuse.error()));
      }
    };
  }

  /** Where a form may lead; unknown if a provider comes between. */
  private Optional<URI> onwards(AcceptedRequest request) {
    return resources.provider(request.resources()).isPresent()
        ? Optional.empty()
        : Optional.of(request.redirectUri());
  }

  private static String first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }
}
