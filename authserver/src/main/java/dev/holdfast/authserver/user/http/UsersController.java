package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.NewUser;
import dev.holdfast.authserver.user.NewUsers;
import dev.holdfast.authserver.user.PasswordRules;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserChanges;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.claims.ServiceScope;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.TreeSet;

/** Users, for operators: who there is, who comes and who goes, and what they may do. */
@Controller("/admin/users")
@RequiresScope(ServiceScope.USERS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UsersController {

  private final Users users;
  private final NewUsers newUsers;
  private final PasswordRules rules;
  private final UserChanges changes;

  UsersController(Users users, NewUsers newUsers, PasswordRules rules, UserChanges changes) {
    this.users = users;
    this.newUsers = newUsers;
    this.rules = rules;
    this.changes = changes;
  }

  @Post
  HttpResponse<?> create(@Body @Valid CreateUser request, VerifiedToken operator) {
    NewUser wanted = request.wanted();
    Optional<String> objection =
        Optional.ofNullable(wanted.password())
            .flatMap(password -> rules.objection(password, wanted.username()));
    if (objection.isPresent()) {
      return UserProblems.invalid(objection.get());
    }
    if (users.byUsername(wanted.username()).isPresent()) {
      return UserProblems.taken();
    }
    try {
      User user = newUsers.create(wanted, Actor.of(operator));
      return HttpResponse.created(UserView.of(user));
    } catch (DataAccessException e) {
      // Somebody else took the name meanwhile.
      if (users.byUsername(wanted.username()).isEmpty()) {
        throw e;
      }
      return UserProblems.taken();
    }
  }

  @Get
  HttpResponse<?> list(
      @QueryValue(defaultValue = "") String search,
      @QueryValue(defaultValue = "") String after,
      @QueryValue(defaultValue = "50") @Min(1) @Max(200) int limit) {
    return UserPage.read(users, after, search, limit)
        .<HttpResponse<?>>map(HttpResponse::ok)
        .orElseGet(() -> UserProblems.invalid("The cursor is none of ours"));
  }

  @Get("/by-username")
  HttpResponse<?> byUsername(@QueryValue String username) {
    return shown(users.byUsername(username).filter(user -> user.username().equals(username)));
  }

  @Get("/{id}")
  HttpResponse<?> byId(@PathVariable String id) {
    return shown(users.byId(id));
  }

  @Put("/{id}/roles")
  HttpResponse<?> setRoles(
      @PathVariable String id, @Body @Valid UserRoles request, VerifiedToken operator) {
    return UserProblems.of(
        changes.setRoles(id, new TreeSet<>(request.roles()), Actor.of(operator)));
  }

  @Delete("/{id}")
  HttpResponse<?> delete(@PathVariable String id, VerifiedToken operator) {
    return UserProblems.of(changes.delete(id, Actor.of(operator)));
  }

  private static HttpResponse<?> shown(Optional<User> user) {
    return user.<HttpResponse<?>>map(found -> HttpResponse.ok(UserView.of(found)))
        .orElseGet(UserProblems::notFound);
  }
}
