package dev.holdfast.authserver.grants.http;

import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.problem.Problem;
import io.micronaut.http.client.annotation.Client;

@Client(id = "token-service", path = "/grants", errorType = Problem.class)
interface GrantsClient extends GrantsApi {}
