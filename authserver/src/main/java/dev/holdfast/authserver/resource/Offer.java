package dev.holdfast.authserver.resource;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/**
 * What people may be asked to grant.
 *
 * @param scopes the scopes on offer, also to clients that register themselves
 */
@Context
@ConfigurationProperties("holdfast.authserver.offer")
public record Offer(
    @NotEmpty @Bindable(defaultValue = "openid,profile,offline_access,mcp:tools")
        List<String> scopes) {}
