package dev.holdfast.authserver.client;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that an operator configured.
 *
 * @param id its client id
 * @param name what people are shown; its id if absent
 * @param confidential whether it must have a secret; without one it is left out
 * @param secret its secret
 * @param redirectUris where it may be redirected to
 * @param grantTypes the grants it may use
 * @param scopes the scopes it may ask for
 * @param resources the audiences it may ask for; empty means every known resource
 */
@EachProperty("holdfast.authserver.clients")
record ConfiguredClient(
    @Parameter String id,
    @Nullable String name,
    @Bindable(defaultValue = "true") boolean confidential,
    @Nullable Secret secret,
    @Nullable List<String> redirectUris,
    @Nullable List<String> grantTypes,
    @Nullable List<String> scopes,
    @Nullable List<String> resources) {}
