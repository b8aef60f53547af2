package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.client.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token request whose client is known.
 *
 * @param client who asks
 * @param source the network address of who asks
 * @param device the label of the program that asks, if it says what it is
 * @param resources the audiences it narrows to (RFC 8707); empty if it does not
 * @param scope the scope it narrows to; empty if it does not. Requests with a code know none (RFC
 *     6749, section 4.1.3; RFC 8628, section 3.4): there it has no effect
 */
public record TokenCall(
    Client client, String source, @Nullable String device, List<String> resources, Scope scope) {}
