package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the pending request of a form, if this browser began it and the form is ours. */
@Singleton
final class LoginForms {

  private final Waiting waiting;

  LoginForms(Waiting waiting) {
    this.waiting = waiting;
  }

  /** RFC 9700, section 4.7.1. */
  Optional<PendingRequest> request(HttpRequest<?> http, PasskeyForm form) {
    return waiting
        .find(http, form.requestId())
        .filter(request -> OpaqueValue.same(request.csrf(), form.token()));
  }

  static HttpResponse<?> expired() {
    return Pages.refusal(HttpStatus.BAD_REQUEST, "It has expired. Start again at the application.");
  }
}
