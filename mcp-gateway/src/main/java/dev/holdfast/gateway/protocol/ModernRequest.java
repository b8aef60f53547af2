package dev.holdfast.gateway.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a message of 2026-07-28 must look like before it may go on. */
public final class ModernRequest {

  /** The {@code _meta} key that names the version. */
  public static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  /** The {@code _meta} key that names what the client can do. */
  public static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

  /** The header that repeats the method. */
  public static final String METHOD_HEADER = "Mcp-Method";

  /** The header that repeats the name or URI of what is acted on. */
  public static final String NAME_HEADER = "Mcp-Name";

  /** The method that tells what a modern server speaks. */
  public static final String DISCOVER = "server/discover";

  /** The method that opens a stream of notifications. */
  public static final String LISTEN = "subscriptions/listen";

  private ModernRequest() {}

  /**
   * What is wrong with the message, if something is.
   *
   * @param headers the values of a header by its name
   */
  public static Optional<RpcError> fault(Message message, Function<String, List<String>> headers) {
    // Streamable HTTP, Sending Messages 4: one request or notification, never a response.
    if (!message.isRequest() && !message.isNotification()) {
      return invalid("One request or notification is expected");
    }
    // Basic, Requests: the id is a string or an integer.
    if (message.isRequest() && !message.id().isTextual() && !message.id().isIntegralNumber()) {
      return invalid("The id is neither a string nor an integer");
    }
    // Streamable HTTP, Protocol Version Header; notifications carry it like every POST.
    return version(message, headers.apply(ProtocolVersion.HEADER))
        .or(() -> mirrored(message, headers));
  }

  /** A {@code server/discover} of the gateway's own. */
  public static ObjectNode discover() {
    ObjectNode message = JsonRpc.object().put("jsonrpc", "2.0").put("id", "holdfast");
    ObjectNode meta = message.put("method", DISCOVER).putObject("params").putObject("_meta");
    meta.put(VERSION, ProtocolVersion.MODERN.getFirst()).putObject(CAPABILITIES);
    return message;
  }

  private static Optional<RpcError> version(Message message, List<String> headers) {
    if (headers.size() != 1) {
      return mismatch(ProtocolVersion.HEADER + " is missing or repeated");
    }
    // Basic, _meta: what is required is required on requests.
    boolean named = message.meta().path(VERSION).isTextual();
    if (!named && message.isRequest()) {
      return params(VERSION);
    }
    String requested = named ? message.meta().path(VERSION).textValue() : headers.getFirst();
    if (!requested.equals(headers.getFirst())) {
      return mismatch(ProtocolVersion.HEADER + " differs from _meta");
    }
    if (!ProtocolVersion.MODERN.contains(requested)) {
      // Those that a request without initialize can name, as server/discover of such servers does.
      return Optional.of(
          RpcError.unsupportedVersion(
              "Unsupported protocol version", ProtocolVersion.MODERN, requested));
    }
    return message.isRequest() && !message.meta().path(CAPABILITIES).isObject()
        ? params(CAPABILITIES)
        : Optional.empty();
  }

  // Streamable HTTP, Standard Request Headers; of notifications none is required.
  private static Optional<RpcError> mirrored(
      Message message, Function<String, List<String>> headers) {
    List<String> methods = headers.apply(METHOD_HEADER);
    if (methods.isEmpty()
        ? message.isRequest()
        : !methods.equals(message.method().stream().toList())) {
      return mismatch(METHOD_HEADER + " differs from the body, or is missing or repeated");
    }
    // Where the revision gives the name no meaning, it is nobody's business here.
    return message.hasTarget() && !agrees(headers.apply(NAME_HEADER), message)
        ? mismatch(NAME_HEADER + " differs from the body, or is missing, repeated or malformed")
        : Optional.empty();
  }

  private static boolean agrees(List<String> names, Message message) {
    if (names.isEmpty()) {
      return message.isNotification() || message.target().isEmpty();
    }
    Optional<String> told = MirroredValue.decode(names.getFirst());
    return names.size() == 1 && told.isPresent() && told.equals(message.target());
  }

  private static Optional<RpcError> invalid(String text) {
    return Optional.of(RpcError.of(JsonRpc.INVALID_REQUEST, text));
  }

  private static Optional<RpcError> params(String key) {
    return Optional.of(
        RpcError.of(JsonRpc.INVALID_PARAMS, "_meta lacks " + key + ", or it is malformed"));
  }

  private static Optional<RpcError> mismatch(String text) {
    return Optional.of(RpcError.of(JsonRpc.HEADER_MISMATCH, "Header mismatch: " + text));
  }
}
