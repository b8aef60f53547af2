package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.Departures;
import dev.holdfast.authserver.federation.LoginProvider;
import dev.holdfast.authserver.federation.LoginProviders;
import dev.holdfast.authserver.federation.ProviderLinks;
import dev.holdfast.authserver.login.FreshLogin;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.AccountPlace;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Lets signed-in people link providers, and unlink them. */
@Controller("/account/providers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProvidersController {

  /** Where a person can sign in without an application. */
  private static final URI ACCOUNT = URI.create(AccountPlace.OVERVIEW.path());

  private final SignedIn signedIn;
  private final LoginProviders providers;
  private final Departures departures;
  private final ProviderLinks links;
  private final ProvidersPage page;
  private final FreshLogin freshLogin;
  private final Waiting waiting;
  private final BrowserCookies cookies;

  ProvidersController(
      SignedIn signedIn,
      LoginProviders providers,
      Departures departures,
      ProviderLinks links,
      ProvidersPage page,
      FreshLogin freshLogin,
      Waiting waiting,
      BrowserCookies cookies) {
    this.signedIn = signedIn;
    this.providers = providers;
    this.departures = departures;
    this.links = links;
    this.page = page;
    this.freshLogin = freshLogin;
    this.waiting = waiting;
    this.cookies = cookies;
  }

  @Get
  HttpResponse<?> show(HttpRequest<?> http) {
    return signedIn
        .session(http)
        .<HttpResponse<?>>map(login -> page.of(http, HttpStatus.OK, login, Markup.of("")))
        .orElseGet(() -> HttpResponse.seeOther(ACCOUNT));
  }

  @Post("/link")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> link(HttpRequest<?> http, @Body ProviderForm form) {
    return changed(http, form, login -> link(http, login, form.name()));
  }

  @Post("/unlink")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> unlink(HttpRequest<?> http, @Body ProviderForm form) {
    return changed(
        http,
        form,
        login ->
            switch (links.unlinkOwn(login, form.name())) {
              case UNLINKED -> ProvidersPage.unlinked().cookie(cookies.noSessionCookie());
              case UNKNOWN -> refused(http, login, "You are not linked there.");
              case ONLY_WAY ->
                  refused(
                      http,
                      login,
                      "You have no other way to sign in. Add a passkey or link another provider"
                          + " first.");
            });
  }

  private HttpResponse<?> link(HttpRequest<?> http, LoginSession login, String name) {
    if (!freshLogin.isFresh(login)) {
      return freshLogin.again(http, AccountPlace.PROVIDERS);
    }
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    Optional<LoginProvider> provider = providers.named(name);
    return provider
        .flatMap(
            chosen ->
                departures.toLink(
                    waiting.openForAccount(browser, AccountPlace.PROVIDERS),
                    browser,
                    chosen,
                    login))
        .<HttpResponse<?>>map(
            address ->
                Pages.onwards("Signing in elsewhere", address)
                    .cookie(cookies.browserCookie(browser)))
        .orElseGet(() -> refused(http, login, "That provider cannot be reached."));
  }

  private HttpResponse<?> changed(
      HttpRequest<?> http, ProviderForm form, Function<LoginSession, HttpResponse<?>> change) {
    return signedIn
        .change(http, form.proof(), change)
        .orElseGet(() -> HttpResponse.seeOther(ACCOUNT));
  }

  private HttpResponse<?> refused(HttpRequest<?> http, LoginSession login, String why) {
    return page.of(http, HttpStatus.CONFLICT, login, ProvidersPage.alert(why));
  }
}
