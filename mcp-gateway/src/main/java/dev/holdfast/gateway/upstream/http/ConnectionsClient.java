package dev.holdfast.gateway.upstream.http;

import dev.holdfast.contracts.connections.ConnectionsApi;
import io.micronaut.http.client.annotation.Client;

/** The token-service's connections. */
@Client(id = "token-service", path = "/connections")
interface ConnectionsClient extends ConnectionsApi {}
