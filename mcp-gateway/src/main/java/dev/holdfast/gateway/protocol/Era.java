package dev.holdfast.gateway.protocol;

import java.util.Collections;
import java.util.List;

/** The two shapes of MCP over Streamable HTTP (MCP, Versioning, Terminology). */
public enum Era {
  /** 2025-11-25 and older: {@code initialize}, sessions, a stream by GET. */
  LEGACY,
  /** 2026-07-28: every request stands for itself. */
  MODERN;

  /**
   * The era of a request: modern if its {@code _meta} names a version, or if only its header names
   * a modern one. {@code initialize} without such {@code _meta} is legacy, whatever the header.
   *
   * @param versions the values of {@link ProtocolVersion#HEADER}
   */
  public static Era of(Message message, List<String> versions) {
    if (message.meta().has(ModernRequest.VERSION)) {
      return MODERN;
    }
    return message.isInitialize() || Collections.disjoint(versions, ProtocolVersion.MODERN)
        ? LEGACY
        : MODERN;
  }
}
