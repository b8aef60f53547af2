package dev.holdfast.gateway.protocol;

import java.util.List;
import java.util.stream.Stream;

/** The MCP revisions that pass. */
public final class ProtocolVersion {

  /** The header that names one. */
  public static final String HEADER = "MCP-Protocol-Version";

  /** Those that begin with {@code initialize}, newest first. */
  public static final List<String> LEGACY =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  /** Those without sessions, newest first. */
  public static final List<String> MODERN = List.of("2026-07-28");

  /** All of them, newest first. */
  public static final List<String> SUPPORTED =
      Stream.concat(MODERN.stream(), LEGACY.stream()).toList();

  private ProtocolVersion() {}
}
