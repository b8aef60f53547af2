package dev.holdfast.gateway.restart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises a server that does not know its session, and so has carried nothing out. */
final class LostSession {

  // What the servers in the field say with 400; the specification has 404 for it.
  private static final Pattern SAYINGS =
      Pattern.compile(
          "no valid session|server not initialized"
              + "|(unknown|invalid|expired|no such|missing) (mcp )?session"
              + "|session( id)?( is)?( was)? (not found|unknown|invalid|expired|terminated|not valid)"
              + "|session( \\S+)? (not found|does not exist|has expired|has been terminated)",
          Pattern.CASE_INSENSITIVE);

  // With these codes a server of a live session says something else.
  private static final Set<Integer> OF_LIVE_SESSIONS =
      Set.of(-32002, -32601, -32602, -32603, -32700);

  private LostSession() {}

  /** Whether an answer of that status can tell so. */
  static boolean isPossible(int status) {
    return status == 404 || status == 400;
  }

  static boolean isTold(int status, byte[] body) {
    JsonNode error = JsonRpc.parse(body).orElseGet(Message::none).json().path("error");
    boolean said = SAYINGS.matcher(error.path("message").asText()).find();
    if (status == 404) {
      // MCP 2025-11-25, Session Management 3: 404 says it all.
      return said || !OF_LIVE_SESSIONS.contains(error.path("code").asInt());
    }
    return said;
  }
}
