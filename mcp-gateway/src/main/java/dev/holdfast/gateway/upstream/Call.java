package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.server.McpServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked request, ready to go upstream.
 *
 * @param server where to
 * @param caller on whose behalf
 * @param era of the request; of a modern one nothing about sessions goes upstream
 * @param method GET, POST or DELETE
 * @param headers as the client sent them
 * @param body as the client sent it; empty if none
 * @param upstreamSession the opened session id, if there is a session
 * @param credential what to present
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Call(
    McpServer server,
    Caller caller,
    Era era,
    String method,
    Map<String, List<String>> headers,
    byte[] body,
    @Nullable String upstreamSession,
    Credential credential) {

  /** The same request in another session of the upstream's. */
  public Call in(String otherSession) {
    return new Call(server, caller, era, method, headers, body, otherSession, credential);
  }
}
