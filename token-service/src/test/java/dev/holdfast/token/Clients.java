package dev.holdfast.token;

import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.revocation.RevocationsApi;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Other services' clients of the API. */
public final class Clients {

  private Clients() {}

  /** As the authorization server has it. */
  @Client(id = "tokens", path = "/grants")
  public interface GrantsClient extends GrantsApi {}

  /** As the listener has it. */
  @Client(id = "tokens", path = "/revocations")
  public interface RevocationsClient extends RevocationsApi {}

  /** As the gateway has it. */
  @Client(id = "tokens", path = "/connections")
  public interface ConnectionsClient extends ConnectionsApi {}

  /** The service token the clients send; blank for none. */
  @Singleton
  static final class ServiceToken {
    final AtomicReference<String> value = new AtomicReference<>("");
  }

  @ClientFilter(serviceId = "tokens")
  static final class Authorization {

    private final ServiceToken token;

    Authorization(ServiceToken token) {
      this.token = token;
    }

    @RequestFilter
    void authorize(MutableHttpRequest<?> request) {
      if (!token.value.get().isBlank()) {
        request.bearerAuth(token.value.get());
      }
    }
  }
}
