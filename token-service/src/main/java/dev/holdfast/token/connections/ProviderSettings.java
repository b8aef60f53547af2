package dev.holdfast.token.connections;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One provider.
 *
 * @param name what callers call it
 * @param issuer where its metadata is found (RFC 8414)
 * @param clientId our client id there
 * @param clientSecret our secret there
 * @param scopes what to ask users for
 * @param redirectUri where it sends browsers back to
 * @param timeout how long a call to it may take
 */
@EachProperty("holdfast.token.providers")
public record ProviderSettings(
    @Parameter String name,
    URI issuer,
    String clientId,
    Secret clientSecret,
    List<String> scopes,
    URI redirectUri,
    @Bindable(defaultValue = "5s") Duration timeout) {}
