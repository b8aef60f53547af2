package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.NewPasswords;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.claims.ServiceScope;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;

/** Passwords of users, for operators: set one, or let the person choose one by a link. */
@Controller("/admin/users/{id}")
@RequiresScope(ServiceScope.USERS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class UserPasswordsController {

  private final NewPasswords passwords;

  UserPasswordsController(NewPasswords passwords) {
    this.passwords = passwords;
  }

  @Put("/password")
  HttpResponse<?> set(
      @PathVariable String id, @Body @Valid NewPassword request, VerifiedToken operator) {
    return UserProblems.of(passwords.byOperator(id, request.password(), Actor.of(operator)));
  }

  @Post("/password-reset")
  HttpResponse<?> reset(@PathVariable String id, VerifiedToken operator) {
    return passwords
        .prepareReset(id, Actor.of(operator))
        .<HttpResponse<?>>map(
            reset ->
                HttpResponse.created(new ResetLink(reset.link(), reset.expiresAt()))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store"))
        .orElseGet(UserProblems::notFound);
  }
}
