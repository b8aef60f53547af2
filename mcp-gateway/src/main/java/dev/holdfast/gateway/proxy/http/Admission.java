package dev.holdfast.gateway.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.proxy.http.ConnectPrompts.Asked;
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
   * @param toll what was paid for it, if its checks ran before
   * @throws RefusedException if it is refused
   */
  public Admitted admit(String name, String method, HttpHeaders headers, byte[] body, Toll toll)
      throws InterruptedException {
    return admit(read(name, method, headers, body), toll);
  }

  /** The first checks: after them it is known who asks what. */
  Claim read(String name, String method, HttpHeaders headers, byte[] body) {
    McpServer server = servers.find(name).orElseThrow(refusals::notFound);

    // MCP Streamable HTTP, Security & Endpoint: a strange Origin is forbidden.
    if (!origins.allow(headers)) {
      throw refusals.forbiddenOrigin();
    }
    // MCP Authorization, Token Handling: 401 unless issued for this server and not revoked.
    Caller caller = checks.caller(server, headers);

    // JSON-RPC 2.0, section 5.1
    Message message = method.equals("POST") ? message(headers, body) : Message.none();
    return new Claim(server, caller, method, headers, body, message);
  }

  private Message message(HttpHeaders headers, byte[] body) {
    // RFC 8259, section 8.1: what is judged is what the server will read.
    checks.content(headers);
    return checks.message(body);
  }

  /** The checks that follow. */
  Admitted admit(Claim claim, Toll toll) throws InterruptedException {
    McpServer server = claim.server();
    Caller caller = claim.caller();
    Message message = claim.message();

    // RFC 6585, section 4: nobody's requests crowd out everybody else's.
    toll.request(() -> checks.budget(server, caller, message));

    // MCP Versioning, Backward Compatibility: a server gets only what it can read.
    Era era = eras.era(claim.headers(), message);
    eras.known(server, era, claim.method(), claim.headers(), message);

    // MCP Authorization, Runtime Insufficient Scope Errors: the body decides, never a header.
    offers.check(server, caller, message);
    toll.calls(() -> ToolCalls.in(server, message).forEach(call -> checks.budget(caller, call)));

    return era == Era.LEGACY ? legacy(claim) : modern(claim);
  }

  private Admitted legacy(Claim claim) {
    Message message = claim.message();
    // MCP 2025-11-25, Protocol Version Header
    checks.version(claim.headers(), message);

    // MCP 2025-11-25, Session Management: 404 sends the client back to initialize.
    @Nullable OpenedSession session =
        checks.session(claim.server(), claim.caller(), claim.headers(), message);

    if (session != null && claim.method().equals("DELETE")) {
      // RFC 6585, section 4: every gateway has to remember it.
      checks.sessionEnd(claim.server(), claim.caller(), message);
    }

    Optional<Answer> own = offers.own(claim.server(), claim.caller(), Era.LEGACY, message);
    if (own.isPresent()) {
      return new Admitted.Answered(own.get());
    }

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Asked asked = new Asked(Era.LEGACY, message, session);
    Credential credential = checks.credential(claim.server(), claim.caller(), asked);

    // Who begins anew gets a new session; servers refuse to initialize one that they know.
    @Nullable OpenedSession belongs = message.isInitialize() ? null : session;
    Call call =
        call(claim, Era.LEGACY, claim.body(), credential)
            .in(belongs == null ? null : belongs.upstreamId());
    return new Admitted.Passed(call, message, belongs);
  }

  private Admitted modern(Claim claim) throws InterruptedException {
    Message message = claim.message();
    if (offers.claims(claim.server(), message)) {
      eras.wellFormed(claim.headers(), message);
      Optional<Answer> own = offers.own(claim.server(), claim.caller(), Era.MODERN, message);
      if (own.isPresent()) {
        return new Admitted.Answered(own.get());
      }
    }

    // MCP Authorization, Token Handling: the client's token never goes upstream.
    Asked asked = new Asked(Era.MODERN, message, null);
    Credential credential = checks.credential(claim.server(), claim.caller(), asked);

    // MCP 2026-07-28, Multi Round-Trip Requests: what answers the gateway is not for the server.
    boolean answered = ConnectPrompts.isAnswered(message);
    Message theirs = answered ? ConnectPrompts.withoutAnswer(message) : message;
    byte[] sent = answered ? theirs.json().toString().getBytes(UTF_8) : claim.body();

    // MCP 2026-07-28, Earlier Streamable HTTP Revisions: a session id is ignored.
    Call call = call(claim, Era.MODERN, sent, credential);

    // MCP 2026-07-28, Request Metadata
    eras.modern(call, claim.headers(), theirs);
    return new Admitted.Passed(call, theirs, null);
  }

  private static Call call(Claim claim, Era era, byte[] body, Credential credential) {
    return new Call(
        claim.server(),
        claim.caller(),
        era,
        claim.method(),
        claim.headers().asMap(),
        body,
        null,
        credential);
  }
}
