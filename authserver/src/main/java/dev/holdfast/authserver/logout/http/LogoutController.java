package dev.holdfast.authserver.logout.http;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.login.FormProof;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignOut;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.logout.LogoutCheck;
import dev.holdfast.authserver.logout.LogoutPage;
import dev.holdfast.authserver.logout.LogoutRequest;
import dev.holdfast.authserver.logout.LogoutRequests;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The logout endpoint (OpenID Connect RP-Initiated Logout 1.0). */
@Controller("/logout")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogoutController {

  private static final String CSRF = "csrf";

  /** What the question's form repeats. An ID token stays out: the answer to it is the question. */
  private static final Set<String> REPEATED =
      Set.of("client_id", "post_logout_redirect_uri", "state");

  private final LogoutRequests checks;
  private final SignedIn signedIn;
  private final SignOut signOut;
  private final FormProof proof;
  private final BrowserCookies cookies;
  private final Users users;

  LogoutController(
      LogoutRequests checks,
      SignedIn signedIn,
      SignOut signOut,
      FormProof proof,
      BrowserCookies cookies,
      Users users) {
    this.checks = checks;
    this.signedIn = signedIn;
    this.signOut = signOut;
    this.proof = proof;
    this.cookies = cookies;
    this.users = users;
  }

  @Get
  HttpResponse<?> get(HttpRequest<?> http) {
    String query = Objects.requireNonNullElse(http.getUri().getRawQuery(), "");
    return answer(http, URLUtils.parseParameters(query));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> post(HttpRequest<?> http, @Body @Nullable String body) {
    String form = Objects.requireNonNullElse(body, "");
    // A browser sends no SameSite=Lax cookie with another site's form, but with what follows it.
    if (cookies.session(http).isEmpty()) {
      return HttpResponse.status(HttpStatus.SEE_OTHER)
          .header(HttpHeaders.LOCATION, "/logout?" + URLUtils.serializeParameters(parse(form)))
          .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return answer(http, parse(form));
  }

  /** The person has answered the question. */
  @Post("/confirm")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> confirm(HttpRequest<?> http, @Body @Nullable String body) {
    Map<String, List<String>> form = parse(Objects.requireNonNullElse(body, ""));
    Optional<LoginSession> session = signedIn.session(http);
    // RFC 9700, section 4.7.1: the form must be ours. Who is signed out already needs no proof.
    String csrf = form.getOrDefault(CSRF, List.of("")).getFirst();
    if (session.isPresent() && !proof.holds(http, csrf)) {
      return Pages.notOurForm();
    }
    return switch (checks.check(form)) {
      case LogoutCheck.Refused(String reason) -> Pages.refusal(HttpStatus.BAD_REQUEST, reason);
      case LogoutCheck.Accepted(LogoutRequest request) -> leave(session, request);
    };
  }

  private HttpResponse<?> answer(HttpRequest<?> http, Map<String, List<String>> values) {
    return switch (checks.check(values)) {
      case LogoutCheck.Refused(String reason) -> Pages.refusal(HttpStatus.BAD_REQUEST, reason);
      case LogoutCheck.Accepted(LogoutRequest request) -> decide(http, values, request);
    };
  }

  private HttpResponse<?> decide(
      HttpRequest<?> http, Map<String, List<String>> values, LogoutRequest request) {
    Optional<LoginSession> session = signedIn.session(http);
    // RP-Initiated Logout, section 2: ask, unless the ID token shows that it is this very session.
    if (session.isEmpty() || hinted(session.get(), request)) {
      return leave(session, request);
    }
    return question(http, session.get(), values, request);
  }

  private static boolean hinted(LoginSession session, LogoutRequest request) {
    return session.userId().equals(request.hintedUserId())
        && session.sid().equals(request.hintedSid());
  }

  private HttpResponse<?> question(
      HttpRequest<?> http,
      LoginSession session,
      Map<String, List<String>> values,
      LogoutRequest request) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(CSRF, proof.of(http));
    values.forEach(
        (name, all) -> {
          if (REPEATED.contains(name)) {
            fields.put(name, all.getFirst());
          }
        });
    Client client = request.client();
    if (client != null) {
      fields.put("client_id", client.clientId());
    }
    String why =
        client == null
            ? "This ends your session at this browser."
            : client.name() + " asks to end your session at this browser.";
    String name = users.byId(session.userId()).map(User::name).orElse("");
    return LogoutPage.question(why, name, fields, Optional.ofNullable(request.returnTo()));
  }

  private MutableHttpResponse<?> leave(Optional<LoginSession> session, LogoutRequest request) {
    session.ifPresent(signOut::end);
    URI returnTo = request.returnTo();
    MutableHttpResponse<?> response =
        returnTo == null
            ? LogoutPage.done()
            : HttpResponse.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, returnTo.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer");
    return response.cookie(cookies.noSessionCookie());
  }

  private static Map<String, List<String>> parse(String form) {
    return URLUtils.parseParameters(form);
  }
}
