package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.passkey.Holder;
import dev.holdfast.authserver.passkey.Holders;
import dev.holdfast.authserver.passkey.PasskeyChanges;
import dev.holdfast.authserver.passkey.Passkeys;
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

/** Passkeys of users, for operators: somebody lost a device, or lost it to somebody. */
@Controller("/admin/users/{id}/passkeys")
@RequiresScope(ServiceScope.USERS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UserPasskeysController {

  private final Users users;
  private final Passkeys passkeys;
  private final Holders holders;
  private final PasskeyChanges changes;

  UserPasskeysController(Users users, Passkeys passkeys, Holders holders, PasskeyChanges changes) {
    this.users = users;
    this.passkeys = passkeys;
    this.holders = holders;
    this.changes = changes;
  }

  @Get
  HttpResponse<?> list(@PathVariable String id) {
    return users.byId(id).isPresent()
        ? HttpResponse.ok(
            new UserPasskeys(
                passkeys.of(id).stream().map(PasskeyView::of).toList(),
                holders.byUserId(id).filter(Holder::secondFactor).isPresent()))
        : Problems.notFound("No such user");
  }

  @Delete("/{passkey}")
  HttpResponse<?> remove(
      @PathVariable String id, @PathVariable String passkey, VerifiedToken operator) {
    return changes.removeFor(id, passkey, operator.subject().subject())
        ? HttpResponse.noContent()
        : Problems.notFound("No such passkey");
  }
}
