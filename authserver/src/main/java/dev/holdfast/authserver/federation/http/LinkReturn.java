package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.Linking;
import dev.holdfast.authserver.federation.ProviderLinks;
import dev.holdfast.authserver.federation.Returned;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Receives people who come back to be linked. */
@Singleton
final class LinkReturn {

  private final SignedIn signedIn;
  private final ProviderLinks links;
  private final ProvidersPage page;

  LinkReturn(SignedIn signedIn, ProviderLinks links, ProvidersPage page) {
    this.signedIn = signedIn;
    this.links = links;
    this.page = page;
  }

  HttpResponse<?> failed(HttpRequest<?> http) {
    return signedIn
        .session(http)
        .<HttpResponse<?>>map(login -> refused(http, login, "Signing in there did not work."))
        .orElseGet(LinkReturn::signedOut);
  }

  HttpResponse<?> proved(HttpRequest<?> http, Returned.Proved proved) {
    Optional<LoginSession> login =
        signedIn
            .session(http)
            // Nobody else has signed in at the browser meanwhile.
            .filter(session -> Objects.equals(session.sid(), proved.attempt().linkSid()));
    return login
        .<HttpResponse<?>>map(session -> answer(http, session, link(session, proved)))
        .orElseGet(LinkReturn::signedOut);
  }

  private Linking link(LoginSession login, Returned.Proved proved) {
    try {
      return links.link(login, proved.person());
    } catch (DataAccessException e) {
      // Somebody was faster; now it can be seen who.
      return links.link(login, proved.person());
    }
  }

  private HttpResponse<?> answer(HttpRequest<?> http, LoginSession login, Linking linking) {
    return switch (linking) {
      case LINKED -> page.of(http, HttpStatus.OK, login, ProvidersPage.notice("It is linked."));
      case TAKEN -> refused(http, login, "That account belongs to somebody else here.");
      case ALREADY -> refused(http, login, "You are linked there already. Unlink that first.");
      case NOT_ALLOWED -> signedOut();
    };
  }

  private HttpResponse<?> refused(HttpRequest<?> http, LoginSession login, String why) {
    return page.of(http, HttpStatus.CONFLICT, login, ProvidersPage.alert(why));
  }

  private static HttpResponse<?> signedOut() {
    return Pages.refusal(HttpStatus.FORBIDDEN, "You have been signed out meanwhile.");
  }
}
