package dev.holdfast.gateway.policy;

/** The things that MCP servers offer. */
public enum Kind {
  /** By name. */
  TOOL,
  /** By name. */
  PROMPT,
  /** By URI, or template of URIs. */
  RESOURCE
}
