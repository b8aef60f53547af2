package dev.holdfast.gateway.metadata.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A protected resource's description of itself (RFC 9728, section 2).
 *
 * @param resource its identifier, exactly as clients call it
 * @param authorizationServers who issues its tokens
 * @param scopesSupported what to ask for; left out if there is nothing to ask for
 * @param bearerMethodsSupported tokens come in the header only
 */
@Serdeable
record ResourceMetadata(
    String resource,
    @JsonProperty("authorization_servers") List<String> authorizationServers,
    @JsonProperty("scopes_supported") List<String> scopesSupported,
    @JsonProperty("bearer_methods_supported") List<String> bearerMethodsSupported) {}
