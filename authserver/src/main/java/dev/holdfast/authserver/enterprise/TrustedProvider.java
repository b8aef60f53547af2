package dev.holdfast.authserver.enterprise;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/**
 * An identity provider whose word counts here.
 *
 * @param name its name in the configuration
 * @param issuer what its assertions say in {@code iss}
 * @param jwksUri where its public keys are
 * @param usernameClaim the claim that holds a person's user name here
 */
@EachProperty("holdfast.authserver.identity-assertions")
record TrustedProvider(
    @Parameter String name,
    String issuer,
    URI jwksUri,
    @Bindable(defaultValue = "email") String usernameClaim) {}
