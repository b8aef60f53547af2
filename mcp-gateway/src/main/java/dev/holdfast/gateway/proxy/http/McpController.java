package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.stream.Disconnects;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Attempt;
import dev.holdfast.gateway.upstream.Call;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * MCP over Streamable HTTP, on a thread that may wait. The methods declare bytes, because of any
 * other publisher the framework would make a JSON array.
 */
@Controller("/mcp/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class McpController {

  private static final byte[] NO_BODY = {};

  private final Admission admission;
  private final Checks checks;
  private final Cuts cuts;
  private final MessageSpans spans;
  private final ToolCalls calls;
  private final Offers offers;
  private final Exchange exchange;
  private final Disconnects disconnects;
  private final Answers answers;
  private final Refusals refusals;

  McpController(
      Admission admission,
      Checks checks,
      Cuts cuts,
      MessageSpans spans,
      ToolCalls calls,
      Offers offers,
      Exchange exchange,
      Disconnects disconnects,
      Answers answers,
      Refusals refusals) {
    this.admission = admission;
    this.checks = checks;
    this.cuts = cuts;
    this.spans = spans;
    this.calls = calls;
    this.offers = offers;
    this.exchange = exchange;
    this.disconnects = disconnects;
    this.answers = answers;
    this.refusals = refusals;
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> post(String name, HttpRequest<byte[]> request) {
    return answer(name, request, request.getBody().orElse(NO_BODY));
  }

  @Get(produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> get(String name, HttpRequest<?> request) {
    return answer(name, request, NO_BODY);
  }

  @Delete(consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<Flux<byte[]>> delete(String name, HttpRequest<?> request) {
    return answer(name, request, NO_BODY);
  }

  private HttpResponse<Flux<byte[]>> answer(String name, HttpRequest<?> request, byte[] body) {
    Beginning begun = Beginning.of(request);
    try {
      Claim claim = admission.read(name, request.getMethodName(), request.getHeaders(), body);
      if (begun.cut()) {
        throw checks.cut(claim.server(), claim.headers(), claim.message());
      }
      // Whatever becomes of it from here on, a call of a tool goes on record.
      return spans.answer(
          claim.server(),
          request,
          claim.message(),
          span ->
              calls.recorded(
                  ToolCalls.in(claim.server(), claim.message()),
                  claim.caller(),
                  () ->
                      span.with(
                          answer(claim, admission.admit(claim, begun.toll()), begun.made()))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusals.badGateway(true);
    }
  }

  private HttpResponse<Flux<byte[]>> answer(Claim claim, Admitted admitted, Optional<Attempt> made)
      throws InterruptedException {
    try {
      return switch (admitted) {
        case Admitted.Answered(Answer answer) -> answers.own(answer);
        case Admitted.Passed passed -> pass(passed, made);
      };
    } catch (CutException e) {
      throw checks.cut(claim.server(), claim.headers(), claim.message());
    }
  }

  private HttpResponse<Flux<byte[]>> pass(Admitted.Passed passed, Optional<Attempt> made)
      throws InterruptedException {
    Call call = made.map(passed.call()::after).orElse(passed.call());
    // MCP 2026-07-28, Cancellation: who hangs up has cancelled.
    Answer answer =
        call.era() == Era.MODERN
            ? disconnects.interrupting(() -> send(call, passed))
            : send(call, passed);
    Answer shown = offers.shown(answer, call, passed.message());
    return answers.pass(shown, call, passed.message(), passed.session());
  }

  private Answer send(Call call, Admitted.Passed passed) throws InterruptedException {
    // Who is locked out waits for nothing, and nothing goes on for them.
    return cuts.running(
        call, passed.session(), () -> exchange.send(call, passed.message(), passed.session()));
  }
}
