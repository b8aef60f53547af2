package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.PropagatedTrace;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "tracing.test")
class EchoController {

  private final NextClient next;

  EchoController(NextClient next) {
    this.next = next;
  }

  /** What the log would show of this request. */
  @Get("/logged/{secret}")
  String logged(String secret) {
    return String.valueOf(MDC.get(PropagatedTrace.TRACE_ID));
  }

  /** What the next service is told. */
  @Get("/relayed")
  String relayed() {
    return next.told("a secret");
  }

  @Get("/told")
  String told(@Header @Nullable String traceparent) {
    return String.valueOf(traceparent);
  }

  @Get("/broken")
  String broken(HttpRequest<?> request) {
    throw new IllegalStateException("token=secret");
  }

  @Client("next")
  @Requires(property = "tracing.test")
  interface NextClient {
    @Get("/told{?secret}")
    String told(String secret);
  }
}
