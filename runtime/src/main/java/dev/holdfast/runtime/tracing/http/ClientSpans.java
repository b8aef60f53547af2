package dev.holdfast.runtime.tracing.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import org.jspecify.annotations.Nullable;

/** A span for each call by the framework's clients, which all go to other services of ours. */
@ClientFilter(ClientFilter.MATCH_ALL_PATTERN)
final class ClientSpans implements Ordered {

  private static final String ATTRIBUTE = ClientSpans.class.getName();

  private final OutgoingCalls calls;

  ClientSpans(OutgoingCalls calls) {
    this.calls = calls;
  }

  // Behind the filter that may have to fetch a service token first.
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @RequestFilter
  void begin(MutableHttpRequest<?> request) {
    OutgoingCall call =
        calls.toOurs(
            ServerSpans.method(request),
            request.getUri(),
            BasicHttpAttributes.getUriTemplate(request).orElse(null));
    call.tell(request::header);
    request.setAttribute(ATTRIBUTE, call);
  }

  @ResponseFilter
  void end(
      HttpRequest<?> request, @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
    request
        .getAttribute(ATTRIBUTE, OutgoingCall.class)
        .ifPresent(
            call -> {
              if (response != null) {
                call.answered(response.code());
              } else if (failure instanceof HttpClientResponseException refusal) {
                call.answered(refusal.code());
              } else if (failure != null) {
                call.failed(failure);
              }
              call.close();
            });
  }
}
