package dev.holdfast.authserver.grants.http;

import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Puts the service token on every call to the token-service. */
@ClientFilter(serviceId = "token-service")
final class ServiceTokenFilter {

  private final ServiceToken serviceToken;

  ServiceTokenFilter(ServiceToken serviceToken) {
    this.serviceToken = serviceToken;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void prove(MutableHttpRequest<?> request) {
    request.bearerAuth(serviceToken.current().reveal());
  }
}
