package dev.holdfast.authserver.connect.http;

import dev.holdfast.authserver.connect.Connections;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Optional;

/**
 * Links to providers' consents that a gateway gave to somebody's client. A link says nothing about
 * its user: whoever opens it signs in, and must turn out to be the one (MCP, Elicitation, URL Mode
 * for OAuth Flows).
 */
@Controller("/connect")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkController {

  private static final String USELESS =
      "This link was used, has expired, or was made for somebody else. Ask your application again.";

  private final SignedIn signedIn;
  private final BrowserCookies cookies;
  private final Waiting waiting;
  private final PendingRequests requests;
  private final Connections connections;
  private final UserEvents users;
  private final LoginPage loginPage;
  private final Issuer issuer;

  LinkController(
      SignedIn signedIn,
      BrowserCookies cookies,
      Waiting waiting,
      PendingRequests requests,
      Connections connections,
      UserEvents users,
      LoginPage loginPage,
      Issuer issuer) {
    this.signedIn = signedIn;
    this.cookies = cookies;
    this.waiting = waiting;
    this.requests = requests;
    this.connections = connections;
    this.users = users;
    this.loginPage = loginPage;
    this.issuer = issuer;
  }

  @Get("/link/{link}")
  HttpResponse<?> open(HttpRequest<?> http, @PathVariable String link) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    if (!link.matches("[A-Za-z0-9_-]{1,64}")) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, USELESS);
    }
    Optional<LoginSession> session = signedIn.session(http);
    if (session.isEmpty()) {
      PendingRequest login = waiting.openForLink(browser, URI.create("/connect/link/" + link));
      return loginPage
          .of(login, Optional.of(issuer.issuer()))
          .cookie(cookies.browserCookie(browser));
    }
    Optional<StartedConnection> started =
        connections.follow(users.subject(session.get().userId()), Secret.of(link));
    if (started.isEmpty()) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, USELESS);
    }
    // RFC 9700, section 4.7.1: the answer must come back to the browser and login that asked.
    PendingRequest request = waiting.openForConnection(browser);
    requests.awaitProvider(request.id(), OpaqueValue.hash(started.get().state()));
    return Pages.onwards("Connecting", started.get().authorizationUri())
        .cookie(cookies.browserCookie(browser));
  }

  @Get("/done")
  HttpResponse<?> done(HttpRequest<?> http, @QueryValue String request) {
    Optional<PendingRequest> found = waiting.find(http, request).filter(Waiting::isConnection);
    if (found.isEmpty()) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, USELESS);
    }
    requests.close(request);
    return found.get().denied()
        ? Pages.plain(
            HttpStatus.OK,
            "Not connected",
            Markup.of("<p>Nothing was connected. You can close this page.</p>"))
        : Pages.plain(
            HttpStatus.OK,
            "Connected",
            Markup.of("<p>You can close this page and go back to your application.</p>"));
  }
}
