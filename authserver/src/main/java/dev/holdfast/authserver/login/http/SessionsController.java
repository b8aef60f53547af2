package dev.holdfast.authserver.login.http;

import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.authserver.login.SignOut;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.refusal.Problems;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.claims.ServiceScope;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Login sessions, for operators. */
@Controller("/admin")
@RequiresScope(ServiceScope.SESSIONS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionsController {

  private final LoginSessions sessions;
  private final SignedIn signedIn;
  private final SignOut signOut;
  private final Users users;

  SessionsController(LoginSessions sessions, SignedIn signedIn, SignOut signOut, Users users) {
    this.sessions = sessions;
    this.signedIn = signedIn;
    this.signOut = signOut;
    this.users = users;
  }

  @Get("/users/{id}/sessions")
  HttpResponse<?> of(@PathVariable String id) {
    if (users.byId(id).isEmpty()) {
      return Problems.notFound("No such user");
    }
    return HttpResponse.ok(
        sessions.allOf(id).stream().filter(signedIn::live).map(SessionView::of).toList());
  }

  @Delete("/sessions/{sid}")
  HttpResponse<?> end(@PathVariable String sid, VerifiedToken operator) {
    boolean ended =
        sessions
            .bySid(sid)
            .filter(session -> signOut.end(session, operator.subject().subject()))
            .isPresent();
    return ended ? HttpResponse.noContent() : Problems.notFound("No such login session");
  }
}
