package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.era.SpokenEras;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ModernRequest;
import dev.holdfast.gateway.protocol.ProtocolVersion;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.server.Eras;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;

/**
 * Lets a server get only what it can read. A client of both eras falls back to {@code initialize}
 * unless it is answered by an error that only modern servers give (MCP, Backward Compatibility), so
 * a legacy server's clients must never see one, and a modern server's must.
 */
@Singleton
final class EraChecks {

  private final SpokenEras eras;
  private final Refusals refusals;

  EraChecks(SpokenEras eras, Refusals refusals) {
    this.eras = eras;
    this.refusals = refusals;
  }

  Era era(HttpHeaders headers, Message message) {
    return Era.of(message, headers.getAll(ProtocolVersion.HEADER));
  }

  /** What is known without asking the server. */
  void known(McpServer server, Era era, String method, HttpHeaders headers, Message message) {
    boolean modernOnly = eras.isModernOnly(server);
    // MCP 2026-07-28, Earlier Streamable HTTP Revisions: no stream by GET, nothing to DELETE.
    if (!method.equals("POST") && (modernOnly || era == Era.MODERN)) {
      throw refusals.postOnly();
    }
    if (era == Era.LEGACY && modernOnly) {
      throw modernOnly(headers, message);
    }
    if (era == Era.MODERN && server.eras() == Eras.LEGACY) {
      throw legacyOnly(message);
    }
  }

  /** Asks the server, if nobody has, and checks the message as a modern server would. */
  void modern(Call call, HttpHeaders headers, Message message) throws InterruptedException {
    if (!understood(call)) {
      throw legacyOnly(message);
    }
    wellFormed(headers, message);
  }

  /** Checks the message as a modern server would. */
  void wellFormed(HttpHeaders headers, Message message) {
    ModernRequest.fault(message, headers::getAll)
        .ifPresent(
            fault -> {
              throw refusals.rpc(HttpStatus.BAD_REQUEST, message, fault);
            });
  }

  private boolean understood(Call call) throws InterruptedException {
    try {
      return eras.understands(call).orElseThrow(() -> refusals.badGateway(false));
    } catch (UpstreamUnavailableException e) {
      throw refusals.unanswered(call.server(), e);
    }
  }

  private RefusedException legacyOnly(Message message) {
    return refusals.rpc(
        HttpStatus.BAD_REQUEST,
        message,
        RpcError.of(
            JsonRpc.INVALID_REQUEST,
            "This server speaks "
                + ProtocolVersion.LEGACY
                + " only: begin with initialize. Nothing is translated."));
  }

  private RefusedException modernOnly(HttpHeaders headers, Message message) {
    String requested =
        message
            .params()
            .path("protocolVersion")
            .asText(headers.get(ProtocolVersion.HEADER, String.class).orElse("none"));
    return refusals.rpc(
        HttpStatus.BAD_REQUEST,
        message,
        RpcError.unsupportedVersion(
            "This server speaks "
                + ProtocolVersion.MODERN
                + " only, without initialize and sessions. Nothing is translated.",
            ProtocolVersion.MODERN,
            requested));
  }
}
