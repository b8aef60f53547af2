package dev.holdfast.authserver.device.http;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.device.DeviceRequest;
import dev.holdfast.authserver.page.HiddenFields;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the person of a device sees. */
final class DevicePages {

  private static final String CODE_FORM =
      """
      <p>Enter the code that your device shows. If the code is already here, check that it is the
      same.</p>
      %s
      <form method="post" action="/device">
      <input type="hidden" name="csrf" value="%s">
      <label for="user_code">Code</label>
      <input id="user_code" name="user_code" value="%s" class="code" autocomplete="off"
       autocapitalize="characters" spellcheck="false" maxlength="20" required autofocus>
      <button type="submit">Continue</button>
      </form>
      """;

  private static final String QUESTION =
      """
      <p><strong>%s</strong> on another device asks for access in your name.</p>
      <p role="note">Only continue if you started this yourself, just now, on your own device. If
      somebody sent you the code or the link, deny.</p>
      <dl>
      <dt>Client</dt><dd><code>%s</code></dd>
      <dt>Access to</dt>%s
      <dt>Permissions</dt>%s
      </dl>
      <form method="post" action="/device/decision">
      %s
      <button type="submit" name="decision" value="allow">Allow</button>
      <button type="submit" name="decision" value="deny" class="quiet">Deny</button>
      </form>
      """;

  private DevicePages() {}

  /** Asks for the code. */
  static MutableHttpResponse<String> code(String csrf, String userCode) {
    return code(HttpStatus.OK, csrf, userCode, Markup.of(""));
  }

  /** Asks again; the text is the same whatever was wrong with the code. */
  static MutableHttpResponse<String> codeAgain(String csrf) {
    Markup alert = Markup.of("<p role=\"alert\">No device is waiting with that code.</p>");
    return code(HttpStatus.BAD_REQUEST, csrf, "", alert);
  }

  /** Asks who wants what (RFC 8628, section 5.4). */
  static MutableHttpResponse<String> question(
      PendingRequest pending, Client client, DeviceRequest device, Optional<URI> onwards) {
    Markup body =
        Markup.of(
            QUESTION,
            client.name(),
            client.clientId(),
            items(device.audiences()),
            items(device.scope().toStringList()),
            HiddenFields.of(pending.id(), pending.csrf()));
    return Pages.form(HttpStatus.OK, "Allow your device?", body, onwards);
  }

  /** The end. */
  static MutableHttpResponse<String> approved() {
    return end("Your device is connected", "You can close this page and go back to your device.");
  }

  /** The other end. */
  static MutableHttpResponse<String> denied() {
    return end("Your device was refused", "It gets no access. You can close this page.");
  }

  private static MutableHttpResponse<String> code(
      HttpStatus status, String csrf, String userCode, Markup alert) {
    Markup body = Markup.of(CODE_FORM, alert, csrf, userCode);
    return Pages.own(status, "Connect a device", body);
  }

  private static MutableHttpResponse<String> end(String title, String text) {
    return Pages.plain(HttpStatus.OK, title, Markup.of("<p role=\"status\">%s</p>", text));
  }

  private static Markup items(List<String> values) {
    return Markup.all(
        values.stream().map(value -> Markup.of("<dd><code>%s</code></dd>", value)).toList());
  }
}
