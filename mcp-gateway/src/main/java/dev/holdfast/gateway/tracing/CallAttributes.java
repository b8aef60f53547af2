package dev.holdfast.gateway.tracing;

import io.opentelemetry.api.common.AttributeKey;

/** What is told of a call. */
public final class CallAttributes {

  /** How it ended. */
  public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("holdfast.outcome");

  /** The name of the server that it is for. */
  static final AttributeKey<String> SERVER = AttributeKey.stringKey("holdfast.server");

  // Of OpenTelemetry's conventions for MCP, which are not settled yet.
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("mcp.method.name");
  static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");

  private CallAttributes() {}
}
