package dev.holdfast.authserver.connect.http;

import dev.holdfast.authserver.connect.Connections;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Where a provider sends the browser back to. */
@Controller("/connect")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallbackController {

  private static final String STRANGE = "The provider's answer does not belong to a request here.";

  private final Waiting waiting;
  private final PendingRequests requests;
  private final SignedIn signedIn;
  private final Connections connections;
  private final UserEvents users;

  CallbackController(
      Waiting waiting,
      PendingRequests requests,
      SignedIn signedIn,
      Connections connections,
      UserEvents users) {
    this.waiting = waiting;
    this.requests = requests;
    this.signedIn = signedIn;
    this.connections = connections;
    this.users = users;
  }

  @Get("/{provider}/callback")
  HttpResponse<?> callback(HttpRequest<?> http, @PathVariable String provider) {
    var answer = http.getParameters();
    String state = answer.getFirst("state").orElse("");
    // RFC 9700, section 4.7.1: the answer must come back to the browser and login that asked.
    Optional<PendingRequest> request = waiting.findByProviderState(http, state);
    Optional<LoginSession> session = signedIn.session(http);
    if (request.isEmpty() || session.isEmpty()) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, STRANGE);
    }
    Optional<String> code = answer.getFirst("code").filter(value -> !value.isEmpty());
    // RFC 6749, section 4.1.2.1: the person or the provider refused.
    if (answer.contains("error") || code.isEmpty()) {
      requests.deny(request.get().id());
      return HttpResponse.seeOther(Waiting.continuation(request.get()));
    }
    var completion =
        new CompleteConnection(
            users.subject(session.get().userId()),
            state,
            Secret.of(code.get()),
            answer.getFirst("iss").orElse(null));
    if (!connections.complete(completion)) {
      return Pages.refusal(HttpStatus.BAD_REQUEST, STRANGE);
    }
    return HttpResponse.seeOther(Waiting.continuation(request.get()));
  }
}
