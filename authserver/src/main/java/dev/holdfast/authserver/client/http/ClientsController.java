package dev.holdfast.authserver.client.http;

import dev.holdfast.authserver.client.ClientDirectory;
import dev.holdfast.authserver.refusal.Problems;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Clients, for operators. */
@Controller("/admin/clients")
@RequiresScope(ServiceScope.CLIENTS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class ClientsController {

  private final ClientDirectory directory;

  ClientsController(ClientDirectory directory) {
    this.directory = directory;
  }

  @Get
  ClientPage list(
      @QueryValue(defaultValue = "") String after,
      @QueryValue(defaultValue = "50") @Min(1) @Max(200) int limit) {
    return ClientPage.read(directory, after, limit);
  }

  @Get("/{clientId}")
  HttpResponse<?> byId(@PathVariable String clientId) {
    return directory
        .byId(clientId)
        .<HttpResponse<?>>map(client -> HttpResponse.ok(ClientView.of(client)))
        .orElseGet(ClientsController::notFound);
  }

  @Delete("/{clientId}")
  HttpResponse<?> delete(@PathVariable String clientId, VerifiedToken operator) {
    return switch (directory.remove(operator.subject().subject(), clientId)) {
      case DONE -> HttpResponse.noContent();
      case UNKNOWN -> notFound();
      case CONFIGURED ->
          Problems.of(
              HttpStatus.CONFLICT,
              ProblemTypes.INVALID_REQUEST,
              "The client is configured: remove it from the configuration");
    };
  }

  private static HttpResponse<?> notFound() {
    return Problems.notFound("No such client");
  }
}
