package dev.holdfast.authserver.authorize.http;

import dev.holdfast.authserver.authorize.AcceptedRequest;
import dev.holdfast.authserver.authorize.AuthorizeRequests;
import dev.holdfast.authserver.authorize.Checked;
import dev.holdfast.authserver.authorize.Permitted;
import dev.holdfast.authserver.consent.Decisions;
import dev.holdfast.authserver.form.DecisionForm;
import dev.holdfast.authserver.form.ParameterRules;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Takes the consent form. */
@Controller("/consent")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {

  private final Waiting waiting;
  private final PendingRequests requests;
  private final AuthorizeRequests checks;
  private final SignedIn signedIn;
  private final Decisions decisions;
  private final Permitted permitted;

  ConsentController(
      Waiting waiting,
      PendingRequests requests,
      AuthorizeRequests checks,
      SignedIn signedIn,
      Decisions decisions,
      Permitted permitted) {
    this.waiting = waiting;
    this.requests = requests;
    this.checks = checks;
    this.signedIn = signedIn;
    this.decisions = decisions;
    this.permitted = permitted;
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> decide(HttpRequest<?> http, @Body DecisionForm form) {
    Optional<PendingRequest> found = waiting.find(http, form.requestId());
    Optional<LoginSession> login =
        found.flatMap(pending -> signedIn.session(http, pending.clientId()));
    // Expired, another browser's, or signed out meanwhile, or signed in elsewhere.
    if (found.isEmpty() || login.isEmpty()) {
      return Pages.refusal(
          HttpStatus.BAD_REQUEST, "It has expired. Start again at the application.");
    }
    PendingRequest pending = found.get();
    // RFC 9700, section 4.7.1: the form must be ours.
    if (!OpaqueValue.same(pending.csrf(), form.token())) {
      return Pages.notOurForm();
    }
    if (form.allows()) {
      remember(login.get(), pending);
    } else {
      requests.deny(pending.id());
    }
    return HttpResponse.seeOther(Waiting.continuation(pending));
  }

  private void remember(LoginSession login, PendingRequest pending) {
    // Anything else is refused where the request goes on.
    if (checks.check(ParameterRules.parse(pending.query()))
        instanceof Checked.Accepted(AcceptedRequest accepted)) {
      AcceptedRequest request = permitted.narrow(accepted, Optional.of(login));
      decisions.allow(
          login.userId(), request.client().clientId(), request.resources(), request.scope());
    }
  }
}
