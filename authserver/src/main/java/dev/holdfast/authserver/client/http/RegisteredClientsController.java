package dev.holdfast.authserver.client.http;

import dev.holdfast.authserver.client.ClientDirectory;
import dev.holdfast.authserver.refusal.Problems;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Which clients there are, for services whose configuration names some. */
@Controller("/admin/registered-clients")
@RequiresScope(ServiceScope.CLIENTS_READ)
@ExecuteOn(TaskExecutors.BLOCKING)
class RegisteredClientsController {

  private final ClientDirectory directory;

  RegisteredClientsController(ClientDirectory directory) {
    this.directory = directory;
  }

  /** Compares exactly: what differs in case or in a blank is another client. */
  @Get("/{clientId}")
  HttpResponse<?> registered(@PathVariable String clientId) {
    return directory.byId(clientId).isPresent()
        ? HttpResponse.noContent()
        : Problems.notFound("No such client");
  }
}
