package dev.holdfast.contracts.connections;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;

/**
 * Upstream connections over HTTP, under {@code /connections}. All by POST: no identity in a URL.
 */
public interface ConnectionsApi {

  /**
   * The user's upstream token, refreshed if it must be. {@code connection-missing} with status 404
   * if consent is needed, {@code temporarily-unavailable} with 503 and {@code Retry-After} if not
   * now. Scope {@code connections:use}.
   */
  @Post("/token")
  ConnectionToken token(@Body @Valid ConnectionKey request);

  /** Whether consent is still needed. Scope {@code connections:write}. */
  @Post("/status")
  ConnectionStatus status(@Body @Valid ConnectionKey request);

  /** Starts code + PKCE at the provider for that user. Scope {@code connections:write}. */
  @Post("/start")
  StartedConnection start(@Body @Valid ConnectionKey request);

  /**
   * Makes a link that leads that user, and nobody else, to the provider's consent, once. 404 for an
   * unknown provider, 503 if the user has too many open links. Scope {@code connections:use}.
   */
  @Post("/link")
  ConnectionLink link(@Body @Valid ConnectionKey request);

  /**
   * Uses up a link and starts code + PKCE at its provider; {@code invalid-request} for a link that
   * is unknown, used, expired or another user's. Who is refused does not use it up. Scope {@code
   * connections:write}.
   */
  @Post("/link/follow")
  StartedConnection follow(@Body @Valid FollowLink request);

  /**
   * Redeems the provider's code and stores the tokens; {@code invalid-request} for a state that is
   * unknown, used, expired or another user's. Scope {@code connections:write}.
   */
  @Post("/complete")
  HttpResponse<Void> complete(@Body @Valid CompleteConnection request);

  /**
   * Starts a connection by another device (RFC 8628); {@code invalid-request} if the provider
   * cannot do that. Scope {@code connections:write}.
   */
  @Post("/device/start")
  StartedDevice startDevice(@Body @Valid ConnectionKey request);

  /**
   * How that goes; {@code invalid-request} for a handle that is unknown, forgotten or another
   * user's. Scope {@code connections:write}.
   */
  @Post("/device/progress")
  DeviceProgress deviceProgress(@Body @Valid DeviceAttempt request);

  /**
   * Ends the connection, here at once and at the provider as soon as it listens; 204 if there was
   * none. Scope {@code connections:use}.
   */
  @Post("/disconnect")
  HttpResponse<Void> disconnect(@Body @Valid ConnectionKey request);

  /**
   * Ends all of the user's connections, as one who logs out wants, and has every gateway end the
   * user's MCP sessions by the event {@code sessions-ended}. Scope {@code connections:use}.
   */
  @Post("/disconnect-all")
  HttpResponse<Void> disconnectAll(@Body @Valid DisconnectAll request);
}
