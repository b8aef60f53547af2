package dev.holdfast.gateway.server;

/** Which eras of MCP a server speaks. */
public enum Eras {
  /** Nobody said; the gateway finds out. */
  AUTO,
  /** 2025-11-25 and older only. */
  LEGACY,
  /** 2026-07-28 only. */
  MODERN,
  /** Both, on one endpoint. */
  BOTH
}
