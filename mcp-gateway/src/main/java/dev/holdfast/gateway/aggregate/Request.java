package dev.holdfast.gateway.aggregate;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.session.OpenedSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked request to the aggregate.
 *
 * @param caller whose
 * @param era of the request, and of what goes to the servers
 * @param headers as the client sent them
 * @param message as it was read
 * @param session of the aggregate; null in the modern era
 */
public record Request(
    Caller caller,
    Era era,
    Map<String, List<String>> headers,
    Message message,
    @Nullable OpenedSession session) {}
