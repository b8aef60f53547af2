package dev.holdfast.gateway.proxy;

import java.util.List;

/** The MCP revisions that pass. */
public final class ProtocolVersion {

  /** The header that names one. */
  public static final String HEADER = "MCP-Protocol-Version";

  /** All of them, oldest first. */
  public static final List<String> SUPPORTED =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28");

  private ProtocolVersion() {}
}
