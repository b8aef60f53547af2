package dev.holdfast.token.connections.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionLink;
import dev.holdfast.contracts.connections.ConnectionStatus;
import dev.holdfast.contracts.connections.ConnectionToken;
import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.connections.DeviceAttempt;
import dev.holdfast.contracts.connections.DeviceProgress;
import dev.holdfast.contracts.connections.DisconnectAll;
import dev.holdfast.contracts.connections.FollowLink;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.connections.StartedDevice;
import dev.holdfast.token.caller.Callers;
import dev.holdfast.token.connections.ConnectionSettings;
import dev.holdfast.token.connections.Connections;
import dev.holdfast.token.connections.Consents;
import dev.holdfast.token.connections.Devices;
import dev.holdfast.token.connections.Links;
import dev.holdfast.token.connections.ProviderUnavailableException;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import dev.holdfast.token.problem.RefusalException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectionsController implements ConnectionsApi {

  private final Connections connections;
  private final Consents consents;
  private final Links links;
  private final Devices devices;
  private final Callers callers;
  private final ConnectionSettings settings;

  ConnectionsController(
      Connections connections,
      Consents consents,
      Links links,
      Devices devices,
      Callers callers,
      ConnectionSettings settings) {
    this.connections = connections;
    this.consents = consents;
    this.links = links;
    this.devices = devices;
    this.callers = callers;
    this.settings = settings;
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_USE)
  public ConnectionToken token(ConnectionKey request) {
    callers.requirePrimaryIssuer();
    return switch (connections.token(request)) {
      case Usable(ConnectionToken token) -> token;
      case Missing _ -> throw RefusalException.connectionMissing();
      case Unavailable(var retryAfter) -> throw RefusalException.temporarilyUnavailable(retryAfter);
    };
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_WRITE)
  public ConnectionStatus status(ConnectionKey request) {
    callers.requirePrimaryIssuer();
    return new ConnectionStatus(connections.isConnected(request));
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_WRITE)
  public StartedConnection start(ConnectionKey request) {
    callers.requirePrimaryIssuer();
    try {
      return consents.start(request);
    } catch (ProviderUnavailableException _) {
      throw RefusalException.temporarilyUnavailable(settings.retryAfter());
    }
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_USE)
  public ConnectionLink link(ConnectionKey request) {
    callers.requirePrimaryIssuer();
    return links.make(request);
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_WRITE)
  public StartedConnection follow(FollowLink request) {
    callers.requirePrimaryIssuer();
    try {
      return links.follow(request);
    } catch (ProviderUnavailableException _) {
      throw RefusalException.temporarilyUnavailable(settings.retryAfter());
    }
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_WRITE)
  public HttpResponse<Void> complete(CompleteConnection request) {
    callers.requirePrimaryIssuer();
    try {
      consents.complete(request);
      return HttpResponse.noContent();
    } catch (ProviderUnavailableException _) {
      throw RefusalException.temporarilyUnavailable(settings.retryAfter());
    }
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_WRITE)
  public StartedDevice startDevice(ConnectionKey request) {
    callers.requirePrimaryIssuer();
    return devices.start(request);
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_WRITE)
  public DeviceProgress deviceProgress(DeviceAttempt request) {
    callers.requirePrimaryIssuer();
    return devices.progress(request);
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_USE)
  public HttpResponse<Void> disconnect(ConnectionKey request) {
    callers.requirePrimaryIssuer();
    connections.disconnect(request);
    return HttpResponse.noContent();
  }

  @Override
  @RequiresScope(ServiceScope.CONNECTIONS_USE)
  public HttpResponse<Void> disconnectAll(DisconnectAll request) {
    callers.requirePrimaryIssuer();
    connections.disconnectAll(request.subject());
    return HttpResponse.noContent();
  }
}
