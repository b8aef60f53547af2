package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code slow}: takes {@code steps} steps of {@code delay} milliseconds, reporting progress after
 * each on the call's own stream if the client gave a progress token, then answers.
 */
final class SlowTool {
  private static final int MAX_STEPS = 1_000;
  private static final int MAX_DELAY_MILLIS = 60_000;

  private SlowTool() {}

  static SyncToolSpecification specification() {
    return Tools.tool(
        "slow",
        "Takes some steps, with progress, and then answers.",
        Map.of("steps", integer(1, MAX_STEPS), "delay", integer(0, MAX_DELAY_MILLIS)),
        List.of("steps", "delay"),
        SlowTool::walk);
  }

  private static CallToolResult walk(McpSyncServerExchange exchange, CallToolRequest request) {
    int steps = ((Number) Tools.argument(request, "steps")).intValue();
    Duration delay = Duration.ofMillis(((Number) Tools.argument(request, "delay")).longValue());
    Object token = progressToken(request);
    for (int step = 1; step <= steps; step++) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Tools.error("Interrupted at step " + step + " of " + steps);
      }
      if (token != null) {
        exchange.progressNotification(progress(token, step, steps));
      }
    }
    return Tools.text("Done after " + steps + " steps");
  }

  private static @Nullable Object progressToken(CallToolRequest request) {
    return request.meta() == null ? null : request.meta().get("progressToken");
  }

  private static ProgressNotification progress(Object token, int step, int steps) {
    return ProgressNotification.builder(token, step)
        .total((double) steps)
        .message("Step " + step + " of " + steps)
        .build();
  }

  private static Map<String, Object> integer(int minimum, int maximum) {
    return Map.of("type", "integer", "minimum", minimum, "maximum", maximum);
  }
}
