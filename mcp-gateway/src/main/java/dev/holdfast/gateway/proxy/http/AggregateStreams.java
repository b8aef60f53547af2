package dev.holdfast.gateway.proxy.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.aggregate.Members;
import dev.holdfast.gateway.aggregate.MergedStreams;
import dev.holdfast.gateway.aggregate.Request;
import dev.holdfast.gateway.aggregate.ReturnAddresses;
import dev.holdfast.gateway.aggregate.ReturnAddresses.Addressee;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.RpcError;
import dev.holdfast.gateway.proxy.http.ConnectPrompts.Asked;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** What several servers say to a client by themselves, and what the client says to that. */
@Singleton
final class AggregateStreams {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Members members;
  private final MergedStreams streams;
  private final ReturnAddresses addresses;
  private final Offers offers;
  private final Checks checks;
  private final Answers answers;
  private final Refusals refusals;

  AggregateStreams(
      Members members,
      MergedStreams streams,
      ReturnAddresses addresses,
      Offers offers,
      Checks checks,
      Answers answers,
      Refusals refusals) {
    this.members = members;
    this.streams = streams;
    this.addresses = addresses;
    this.offers = offers;
    this.checks = checks;
    this.answers = answers;
    this.refusals = refusals;
  }

  /** The stream by which a client listens, or the rest of an answer that broke off. */
  HttpResponse<Flux<byte[]>> listen(McpServer endpoint, Request request)
      throws InterruptedException {
    Call call = to(endpoint, request, "GET");
    Optional<Addressee> resumed =
        call.header(LAST_EVENT_ID).flatMap(id -> addresses.find(id, request.caller()));
    if (resumed.isPresent()) {
      Optional<Answer> rest = rest(endpoint, request, resumed.get());
      if (rest.isPresent()) {
        return answers.pass(rest.get(), call, request.message(), request.session());
      }
    }
    return answers.pass(streams.listen(request), call, request.message(), request.session());
  }

  /** The stream of a subscription (MCP 2026-07-28, Subscriptions). */
  HttpResponse<Flux<byte[]>> subscribe(McpServer endpoint, Request request) {
    if (!request.message().params().path("notifications").isObject()) {
      throw refusals.rpc(
          HttpStatus.BAD_REQUEST,
          request.message(),
          RpcError.of(JsonRpc.INVALID_PARAMS, "What notifications?"));
    }
    return answers.pass(
        streams.subscribe(request), to(endpoint, request, "POST"), request.message(), null);
  }

  /** Takes what wants no answer to those whom it concerns. Who that is not known of is nobody. */
  HttpResponse<Flux<byte[]>> told(McpServer endpoint, Request request) throws InterruptedException {
    Message message = request.message();
    if (message.isResponse()) {
      reply(endpoint, request, "", "id");
    } else {
      switch (message.method().orElse("")) {
        case "notifications/progress" -> reply(endpoint, request, "/params", "progressToken");
        // Which server a request went to is not remembered; the others do not know its id.
        case "notifications/cancelled", "notifications/roots/list_changed" -> members.tell(request);
        default -> {}
      }
    }
    // MCP, Sending Messages: 202. The servers were told themselves that they are initialized.
    return HttpResponse.accepted();
  }

  private void reply(McpServer endpoint, Request request, String holder, String key)
      throws InterruptedException {
    JsonNode name = request.message().json().at(holder).path(key);
    Optional<Addressee> addressee = addresses.find(name.asText(), request.caller());
    if (addressee.isPresent()) {
      ObjectNode message = request.message().json().deepCopy();
      ((ObjectNode) message.at(holder)).set(key, addressee.get().id());
      try {
        members.reply(
            call(endpoint, request, addressee.get().server(), message),
            addressee.get().upstreamId());
      } catch (UpstreamUnavailableException e) {
        throw refusals.unanswered(addressee.get().server(), e);
      }
    }
  }

  /** Empty if the server does not have it any more: then there is only what is new. */
  private Optional<Answer> rest(McpServer endpoint, Request request, Addressee at)
      throws InterruptedException {
    Call call = call(endpoint, request, at.server(), JsonRpc.object());
    try {
      return members
          .resume(call, at.upstreamId(), at.id().asText())
          .map(answer -> streams.answered(request, at.server(), answer));
    } catch (UpstreamUnavailableException e) {
      throw refusals.unanswered(at.server(), e);
    }
  }

  // MCP Authorization: the server's own scopes, and never the client's token.
  private Call call(McpServer endpoint, Request request, McpServer server, ObjectNode message) {
    offers.check(endpoint, server, request.caller(), new Message(message));
    return members.call(
        request,
        server,
        checks.credential(endpoint, server, request.caller(), Asked.by(request)),
        message);
  }

  private static Call to(McpServer endpoint, Request request, String method) {
    return new Call(
        endpoint,
        request.caller(),
        request.era(),
        method,
        request.headers(),
        new byte[0],
        null,
        new Credential.None());
  }
}
