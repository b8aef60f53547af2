package dev.holdfast.authserver.account.http;

import dev.holdfast.authserver.account.AccountPage;
import dev.holdfast.authserver.account.GrantsTable;
import dev.holdfast.authserver.account.PersonalGrants;
import dev.holdfast.authserver.account.Revocation;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.consent.Consents;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.FormProof;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.authserver.login.SignOut;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.pending.AccountPlace;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.function.Function;

/** The person's own page. Every form needs the login session and the session's own proof. */
@Controller("/account")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

  private final SignedIn signedIn;
  private final SignOut signOut;
  private final LoginSessions sessions;
  private final FormProof proof;
  private final PersonalGrants grants;
  private final Consents consents;
  private final Revocation revocation;
  private final Waiting waiting;
  private final BrowserCookies cookies;
  private final Users users;
  private final Clients clients;
  private final Issuer issuer;
  private final LoginPage loginPage;

  AccountController(
      SignedIn signedIn,
      SignOut signOut,
      LoginSessions sessions,
      FormProof proof,
      PersonalGrants grants,
      Consents consents,
      Revocation revocation,
      Waiting waiting,
      BrowserCookies cookies,
      Users users,
      Clients clients,
      Issuer issuer,
      LoginPage loginPage) {
    this.signedIn = signedIn;
    this.signOut = signOut;
    this.sessions = sessions;
    this.proof = proof;
    this.grants = grants;
    this.consents = consents;
    this.revocation = revocation;
    this.waiting = waiting;
    this.cookies = cookies;
    this.users = users;
    this.clients = clients;
    this.issuer = issuer;
    this.loginPage = loginPage;
  }

  @Get
  HttpResponse<?> show(HttpRequest<?> http) {
    return signedIn
        .session(http)
        .<HttpResponse<?>>map(session -> page(http, session, ""))
        .orElseGet(() -> signInFirst(http));
  }

  @Post("/sessions/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> endSession(HttpRequest<?> http, @Body AccountForm form) {
    return changed(
        http,
        form,
        current ->
            sessions
                    .bySid(form.session())
                    .filter(session -> session.userId().equals(current.userId()))
                    .filter(signOut::end)
                    .isPresent()
                ? "The session has ended."
                : "That session had ended already.");
  }

  @Post("/sessions/end-others")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> endOtherSessions(HttpRequest<?> http, @Body AccountForm form) {
    return changed(
        http,
        form,
        current -> {
          signOut.endOthers(current);
          return "You are signed in nowhere but here.";
        });
  }

  @Post("/grants/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> endGrant(HttpRequest<?> http, @Body AccountForm form) {
    return changed(
        http,
        form,
        current ->
            grants.end(current.userId(), form.grant())
                ? "That access has ended."
                : "That access had ended already.");
  }

  @Post("/consents/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> revoke(HttpRequest<?> http, @Body AccountForm form) {
    return changed(
        http,
        form,
        current ->
            revocation
                .takeBack(current.userId(), form.consentId())
                .map(consent -> name(consent.clientId()) + " has no access any more.")
                .orElse("That was taken back already."));
  }

  private HttpResponse<?> changed(
      HttpRequest<?> http, AccountForm form, Function<LoginSession, String> change) {
    return signedIn
        .change(http, form.csrf(), session -> page(http, session, change.apply(session)))
        .orElseGet(() -> signInFirst(http));
  }

  private HttpResponse<?> page(HttpRequest<?> http, LoginSession session, String notice) {
    String csrf = proof.of(http);
    return AccountPage.of(
        new AccountPage.Shown(
            users.byId(session.userId()).map(User::name).orElse(""),
            notice,
            session,
            sessions.allOf(session.userId()).stream().filter(signedIn::live).toList(),
            grants(session.userId(), csrf),
            consents.allOf(session.userId()),
            this::name,
            csrf));
  }

  private Markup grants(String userId, String csrf) {
    try {
      return GrantsTable.of(grants.of(userId), this::name, csrf);
    } catch (TemporarilyUnavailable e) {
      // The token-service is out of reach; the page is not.
      return GrantsTable.unknown();
    }
  }

  private String name(String clientId) {
    try {
      return clients.find(clientId).map(Client::name).orElse(clientId);
    } catch (TemporarilyUnavailable e) {
      // Its document is out of reach; the page is not.
      return clientId;
    }
  }

  private HttpResponse<?> signInFirst(HttpRequest<?> http) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    return loginPage
        .of(waiting.openForAccount(browser, AccountPlace.OVERVIEW), Optional.of(issuer.issuer()))
        .cookie(cookies.browserCookie(browser));
  }
}
