package dev.holdfast.authserver.grants.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.revocation.RevocationsApi;
import io.micronaut.http.client.annotation.Client;

@Client(id = "token-service", path = "/revocations", errorType = Problem.class)
interface RevocationsClient extends RevocationsApi {}
