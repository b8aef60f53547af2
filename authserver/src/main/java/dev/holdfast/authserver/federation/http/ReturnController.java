package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.Answer;
import dev.holdfast.authserver.federation.FederatedLogin;
import dev.holdfast.authserver.federation.LoginProvider;
import dev.holdfast.authserver.federation.LoginProviders;
import dev.holdfast.authserver.federation.Returned;
import dev.holdfast.authserver.federation.Returns;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.Set;

/** Where providers send browsers back to. */
@Controller("/login")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReturnController {

  private static final String STRANGE = "The provider's answer does not belong to a request here.";
  private static final Set<String> ONCE = Set.of("state", "code", "iss", "error");

  private final LoginProviders providers;
  private final Returns returns;
  private final FederatedLogin login;
  private final LoginPage loginPage;
  private final LinkReturn linkReturn;
  private final Issuer issuer;

  ReturnController(
      LoginProviders providers,
      Returns returns,
      FederatedLogin login,
      LoginPage loginPage,
      LinkReturn linkReturn,
      Issuer issuer) {
    this.providers = providers;
    this.returns = returns;
    this.login = login;
    this.loginPage = loginPage;
    this.linkReturn = linkReturn;
    this.issuer = issuer;
  }

  @Get("/{provider}/callback")
  HttpResponse<?> callback(HttpRequest<?> http, @PathVariable String provider) {
    HttpParameters parameters = http.getParameters();
    Optional<LoginProvider> known = providers.named(provider);
    // RFC 6749, section 3.1: nothing may be there twice.
    if (known.isEmpty() || ONCE.stream().anyMatch(name -> parameters.getAll(name).size() > 1)) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, STRANGE);
    }
    LoginProvider from = known.get();
    return switch (returns.take(http, from, answer(parameters))) {
      case Returned.Strange _ -> Pages.refusal(HttpStatus.BAD_REQUEST, STRANGE);
      case Returned.Failed failed when failed.attempt().linkSid() != null ->
          linkReturn.failed(http);
      case Returned.Failed failed -> loginPage.providerRefused(failed.request());
      case Returned.Proved proved when proved.attempt().linkSid() != null ->
          linkReturn.proved(http, proved);
      case Returned.Proved proved ->
          login
              .signIn(http, proved.request(), from, proved.person())
              .<HttpResponse<?>>map(signedIn -> onwards(signedIn, proved.request()))
              .orElseGet(() -> loginPage.providerRefused(proved.request()));
    };
  }

  private static Answer answer(HttpParameters parameters) {
    return new Answer(
        parameters.getFirst("state").orElse(""),
        parameters.getFirst("code").filter(code -> !code.isEmpty()),
        parameters.getFirst("iss"),
        parameters.contains("error"));
  }

  /** With the cookies of the login; the page of the provider may not know where it leads. */
  private HttpResponse<?> onwards(MutableHttpResponse<?> signedIn, PendingRequest request) {
    var page =
        Pages.onwards("You are signed in", issuer.at(Waiting.continuation(request).toString()));
    signedIn.getCookies().getAll().forEach(page::cookie);
    return page;
  }
}
