package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.Departures;
import dev.holdfast.authserver.federation.LoginProvider;
import dev.holdfast.authserver.federation.LoginProviders;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Takes the buttons of the login form. */
@Controller("/login")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StartController {

  private final LoginProviders providers;
  private final Waiting waiting;
  private final BrowserCookies cookies;
  private final Departures departures;
  private final LoginPage loginPage;

  StartController(
      LoginProviders providers,
      Waiting waiting,
      BrowserCookies cookies,
      Departures departures,
      LoginPage loginPage) {
    this.providers = providers;
    this.waiting = waiting;
    this.cookies = cookies;
    this.departures = departures;
    this.loginPage = loginPage;
  }

  @Post("/{provider}/start")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> start(HttpRequest<?> http, @PathVariable String provider, @Body StartForm form) {
    Optional<PendingRequest> found = waiting.find(http, form.requestId());
    Optional<String> browser = cookies.browser(http);
    // Expired, or another browser's.
    if (found.isEmpty() || browser.isEmpty()) {
      return Pages.refusal(
          HttpStatus.BAD_REQUEST, "It has expired. Start again at the application.");
    }
    PendingRequest request = found.get();
    // RFC 9700, section 4.7.1: the form must be ours.
    if (!OpaqueValue.same(request.csrf(), form.token())) {
      return Pages.notOurForm();
    }
    Optional<LoginProvider> chosen = providers.named(provider);
    // Dropped from the configuration meanwhile.
    if (chosen.isEmpty()) {
      return loginPage.providerRefused(request);
    }
    return departures
        .toSignIn(request, browser.get(), chosen.get())
        .map(address -> Pages.onwards("Signing in elsewhere", address))
        .orElseGet(() -> loginPage.providerRefused(request));
  }
}
