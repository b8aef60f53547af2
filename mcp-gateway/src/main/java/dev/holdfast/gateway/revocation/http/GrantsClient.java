package dev.holdfast.gateway.revocation.http;

import dev.holdfast.contracts.grants.GrantsApi;
import io.micronaut.http.client.annotation.Client;

/** The token-service's grants. */
@Client(id = "token-service", path = "/grants")
interface GrantsClient extends GrantsApi {}
