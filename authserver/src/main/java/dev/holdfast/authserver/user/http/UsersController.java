package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.NewUsers;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserChanges;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import java.util.Optional;

/** Users, for operators. */
@Controller("/admin/users")
@RequiresScope(ServiceScope.USERS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UsersController {

  private final Users users;
  private final NewUsers newUsers;
  private final UserChanges changes;

  UsersController(Users users, NewUsers newUsers, UserChanges changes) {
    this.users = users;
    this.newUsers = newUsers;
    this.changes = changes;
  }

  @Post
  HttpResponse<?> create(@Body @Valid CreateUser request) {
    if (users.byUsername(request.username()).isPresent()) {
      return taken();
    }
    try {
      User user = newUsers.create(request.username(), request.displayName(), request.password());
      return HttpResponse.created(UserView.of(user));
    } catch (DataAccessException e) {
      // Somebody else took the name meanwhile.
      if (users.byUsername(request.username()).isEmpty()) {
        throw e;
      }
      return taken();
    }
  }

  @Get
  HttpResponse<?> byUsername(@QueryValue String username) {
    Optional<User> user = users.byUsername(username).filter(u -> u.username().equals(username));
    return user.<HttpResponse<?>>map(found -> HttpResponse.ok(UserView.of(found)))
        .orElseGet(UsersController::notFound);
  }

  @Post("/{id}/lock")
  HttpResponse<?> lock(@PathVariable String id) {
    return changes.lock(id) ? HttpResponse.noContent() : notFound();
  }

  @Post("/{id}/unlock")
  HttpResponse<?> unlock(@PathVariable String id) {
    return changes.unlock(id) ? HttpResponse.noContent() : notFound();
  }

  @Delete("/{id}")
  HttpResponse<?> delete(@PathVariable String id) {
    return changes.delete(id) ? HttpResponse.noContent() : notFound();
  }

  private static HttpResponse<?> taken() {
    return problem(HttpStatus.CONFLICT, ProblemTypes.INVALID_REQUEST, "The user name is taken");
  }

  private static HttpResponse<?> notFound() {
    return problem(HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, "No such user");
  }

  private static HttpResponse<?> problem(HttpStatus status, String type, String detail) {
    return HttpResponse.status(status)
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(type, status.getReason(), status.getCode(), detail));
  }
}
