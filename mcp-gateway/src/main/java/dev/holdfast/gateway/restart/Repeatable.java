package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.upstream.Call;
import java.util.Set;

/** Which calls may be sent again although the server may have acted on them. */
final class Repeatable {

  // They read, or say what is so again. A tool may do anything.
  private static final Set<String> METHODS =
      Set.of(
          "initialize",
          "ping",
          "server/discover",
          "tools/list",
          "prompts/list",
          "prompts/get",
          "resources/list",
          "resources/templates/list",
          "resources/read",
          "resources/subscribe",
          "resources/unsubscribe",
          "subscriptions/listen",
          "completion/complete",
          "logging/setLevel");

  private Repeatable() {}

  static boolean is(Call call, Message message) {
    return switch (call.method()) {
      case "GET" -> true;
      case "POST" -> message.method().filter(METHODS::contains).isPresent();
      default -> false;
    };
  }
}
