package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.page.HiddenFields;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** Asks for the passkey after the password. */
final class ConfirmPage {

  private static final String FORM =
      """
      %s
      <p>Your password is right. You wanted to be asked for a passkey too.</p>
      <form method="post" action="/login/confirm" data-passkey="get" hidden>
      %s
      <input type="hidden" name="credential">
      <p role="status"></p>
      <button type="submit">Confirm with a passkey</button>
      </form>
      <p role="note" data-without-passkeys>This needs a browser with passkeys and JavaScript.</p>
      """;

  private ConfirmPage() {}

  static MutableHttpResponse<String> of(PendingRequest request) {
    return render(HttpStatus.OK, request, Markup.of(""));
  }

  /** After a refusal; the text is the same whatever the reason. */
  static MutableHttpResponse<String> again(PendingRequest request) {
    Markup alert = Markup.of("<p role=\"alert\">The passkey was not accepted.</p>");
    return render(HttpStatus.FORBIDDEN, request, alert);
  }

  private static MutableHttpResponse<String> render(
      HttpStatus status, PendingRequest request, Markup alert) {
    Markup body = Markup.of(FORM, alert, HiddenFields.of(request.id(), request.csrf()));
    return Pages.form(status, "Confirm it is you", body, Optional.empty(), Pages.PASSKEYS);
  }
}
