package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credential;
import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a request to one server, in their order, whichever way it came. All of them come
 * before the upstream sees a byte.
 */
@Singleton
public final class Admission {

  private final Servers servers;
  private final Origins origins;
  private final Checks checks;
  private final EraChecks eras;
  private final Offers offers;
  private final Refusals refusals;

  Admission(
      Servers servers,
      Origins origins,
      Checks checks,
      EraChecks eras,
      Offers offers,
      Refusals refusals) {
    this.servers = servers;
    this.origins = origins;
    this.checks = checks;
    this.eras = eras;
    this.offers = offers;
    this.refusals = refusals;
  }

  /**
   * Checks a request.
   *
   * @param name the server's, as the path has it
   * @throws RefusedException if it is refused
   */
  public Admitted admit(String name, String method, HttpHeaders headers, byte[] body)
      throws InterruptedException {
    McpServer server = servers.find(name).orElseThrow(refusals::notFound);

    // MCP Streamable HTTP, Security & Endpoint: a strange Origin is forbidden.
    if (!origins.allow(headers)) {
      throw refusals.forbiddenOrigin();
    }
    // MCP Authorization, Token Handling: 401 unless issued for this server and not revoked.
    Caller caller = checks.caller(server, headers);

    // JSON-RPC 2.0, section 5.1
    Message message = method.equals("POST") ? checks.message(body) : Message.none();

    // MCP Versioning, Backward Compatibility: a server gets only what it can read.
    Era era = eras.era(headers, message);
    eras.known(server, era, method, headers, message);

    // MCP Authorization, Runtime Insufficient Scope Errors: the body decides, never a header.
    offers.check(server, caller, message);

    Call call =
        new Call(server, caller, era, method, headers.asMap(), body, null, new Credential.None());
    return era == Era.LEGACY ? legacy(call, headers, message) : modern(call, headers, message);
  }

  private Admitted legacy(Call call, HttpHeaders headers, Message message) {
    // MCP 2025-11-25, Protocol Version Header
    checks.version(headers, message);

    // MCP 2025-11-25, Session Management: 404 sends the client back to initialize.
    @Nullable OpenedSession session =
        checks.session(call.server(), call.caller(), headers, message);

    Optional<Answer> own = offers.own(call.server(), call.caller(), Era.LEGACY, message);
    if (own.isPresent()) {
      return new Admitted.Answered(own.get());
    }

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Credential credential = checks.credential(call.server(), call.caller());

    Call ready = call.presenting(credential).in(session == null ? null : session.upstreamId());
    return new Admitted.Passed(ready, message, session);
  }

  private Admitted modern(Call call, HttpHeaders headers, Message message)
      throws InterruptedException {
    if (offers.claims(call.server(), message)) {
      eras.wellFormed(call.server(), headers, message);
      Optional<Answer> own = offers.own(call.server(), call.caller(), Era.MODERN, message);
      if (own.isPresent()) {
        return new Admitted.Answered(own.get());
      }
    }

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Credential credential = checks.credential(call.server(), call.caller());

    // MCP 2026-07-28, Earlier Streamable HTTP Revisions: a session id is ignored.
    Call ready = call.presenting(credential);

    // MCP 2026-07-28, Request Metadata
    eras.modern(ready, headers, message);
    return new Admitted.Passed(ready, message, null);
  }
}
