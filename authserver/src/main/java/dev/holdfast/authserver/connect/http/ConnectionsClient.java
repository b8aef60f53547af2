package dev.holdfast.authserver.connect.http;

import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.problem.Problem;
import io.micronaut.http.client.annotation.Client;

@Client(id = "token-service", path = "/connections", errorType = Problem.class)
interface ConnectionsClient extends ConnectionsApi {}
