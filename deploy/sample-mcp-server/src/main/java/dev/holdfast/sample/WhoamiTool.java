package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code whoami}: answers three lines, {@code issuer=}, {@code subject=} and {@code session=}, the
 * last telling whether the call belongs to an MCP session without giving its id away.
 */
final class WhoamiTool {
  private static final String ABSENT = "absent";

  private WhoamiTool() {}

  static SyncToolSpecification specification() {
    return Tools.tool(
        "whoami",
        "Answers the identity the gateway put on this request.",
        Map.of(),
        List.of(),
        (exchange, _) -> Tools.text(describe(Caller.of(exchange), exchange.sessionId())));
  }

  private static String describe(Caller caller, @Nullable String sessionId) {
    return "issuer=%s%nsubject=%s%nsession=%s"
        .formatted(
            orAbsent(caller.issuer()),
            orAbsent(caller.subject()),
            sessionId == null ? ABSENT : "present");
  }

  private static String orAbsent(@Nullable String value) {
    return value == null ? ABSENT : value;
  }
}
