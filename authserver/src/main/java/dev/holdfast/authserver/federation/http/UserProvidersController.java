package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.FederatedIdentities;
import dev.holdfast.authserver.federation.ProviderLinks;
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

/** Providers of users, for operators. */
@Controller("/admin/users/{id}/providers")
@RequiresScope(ServiceScope.USERS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UserProvidersController {

  private final Users users;
  private final FederatedIdentities identities;
  private final ProviderLinks links;

  UserProvidersController(Users users, FederatedIdentities identities, ProviderLinks links) {
    this.users = users;
    this.identities = identities;
    this.links = links;
  }

  @Get
  HttpResponse<?> list(@PathVariable String id) {
    return users.byId(id).isPresent()
        ? HttpResponse.ok(identities.of(id).stream().map(ProviderView::of).toList())
        : Problems.notFound("No such user");
  }

  @Delete("/{provider}")
  HttpResponse<?> unlink(
      @PathVariable String id, @PathVariable String provider, VerifiedToken operator) {
    return links.unlinkFor(id, provider, operator.subject().subject())
        ? HttpResponse.noContent()
        : Problems.notFound("The user is not linked there");
  }
}
