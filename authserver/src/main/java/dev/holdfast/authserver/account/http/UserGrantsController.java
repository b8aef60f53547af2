package dev.holdfast.authserver.account.http;

import dev.holdfast.authserver.account.PersonalGrants;
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

/** What has access to a user's things, for operators. */
@Controller("/admin/users/{id}/grants")
@RequiresScope(ServiceScope.SESSIONS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UserGrantsController {

  private final Users users;
  private final PersonalGrants grants;

  UserGrantsController(Users users, PersonalGrants grants) {
    this.users = users;
    this.grants = grants;
  }

  @Get
  HttpResponse<?> list(@PathVariable String id) {
    return users.byId(id).isPresent()
        ? HttpResponse.ok(grants.of(id).stream().map(GrantView::of).toList())
        : Problems.notFound("No such user");
  }

  @Delete("/{gid}")
  HttpResponse<?> end(@PathVariable String id, @PathVariable String gid, VerifiedToken operator) {
    return grants.end(id, gid, operator.subject().subject())
        ? HttpResponse.noContent()
        : Problems.notFound("The user has no such grant");
  }
}
