package dev.holdfast.authserver.enterprise;

import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.user.User;
import java.time.Instant;
import java.util.List;

/**
 * What an assertion allows.
 *
 * @param user the person
 * @param scope what the client may do; empty if the assertion does not say
 * @param resources where; empty if the assertion does not say
 * @param authTime when the person signed in at the provider, at the latest
 */
public record Asserted(User user, Scope scope, List<String> resources, Instant authTime) {}
