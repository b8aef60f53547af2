package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.StateChange;
import dev.holdfast.authserver.user.UserChanges;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.claims.ServiceScope;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Whether users may sign in, for operators. Asking for what is so already is answered alike. */
@Controller("/admin/users/{id}")
@RequiresScope(ServiceScope.USERS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UserStatesController {

  private final UserChanges changes;

  UserStatesController(UserChanges changes) {
    this.changes = changes;
  }

  @Post("/lock")
  HttpResponse<?> lock(@PathVariable String id, VerifiedToken operator) {
    return change(id, StateChange.LOCK, operator);
  }

  @Post("/unlock")
  HttpResponse<?> unlock(@PathVariable String id, VerifiedToken operator) {
    return change(id, StateChange.UNLOCK, operator);
  }

  @Post("/disable")
  HttpResponse<?> disable(@PathVariable String id, VerifiedToken operator) {
    return change(id, StateChange.DISABLE, operator);
  }

  @Post("/enable")
  HttpResponse<?> enable(@PathVariable String id, VerifiedToken operator) {
    return change(id, StateChange.ENABLE, operator);
  }

  private HttpResponse<?> change(String id, StateChange change, VerifiedToken operator) {
    return UserProblems.of(changes.change(id, change, Actor.of(operator)));
  }
}
