package dev.holdfast.listener.tokenservice.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.revocation.RevocationsApi;
import io.micronaut.http.client.annotation.Client;

/** The shared contract, called; the filter of {@code token-service} adds the service token. */
@Client(id = "token-service", path = "/revocations", errorType = Problem.class)
interface RevocationsClient extends RevocationsApi {}
