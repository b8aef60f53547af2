package dev.holdfast.authserver.authorize.http;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.util.Map;

/** Sends the person's browser on: with the answer for a client, or to somewhere else. */
final class Answers {

  private static final String FORM =
      """
      <p>If nothing happens, go on by hand.</p>
      <form method="post" action="%s">
      %s
      <button type="submit">Go on</button>
      </form>""";

  private Answers() {}

  /** To the client, in the way it asked for. */
  static MutableHttpResponse<?> send(AuthorizationResponse answer) {
    return ResponseMode.FORM_POST.equals(answer.impliedResponseMode())
        ? formPost(answer)
        : redirect(answer.toURI());
  }

  static MutableHttpResponse<?> redirect(URI target) {
    return HttpResponse.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, target.toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer");
  }

  /** OAuth 2.0 Form Post Response Mode, section 2. */
  private static MutableHttpResponse<?> formPost(AuthorizationResponse answer) {
    Markup fields =
        Markup.all(
            answer.toParameters().entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(v -> Map.entry(field.getKey(), v)))
                .map(Answers::field)
                .toList());
    Markup form = Markup.of(FORM, answer.getRedirectionURI(), fields);
    return Pages.sending("Back to the application", form, answer.getRedirectionURI());
  }

  private static Markup field(Map.Entry<String, String> field) {
    return Markup.of(
        "<input type=\"hidden\" name=\"%s\" value=\"%s\">", field.getKey(), field.getValue());
  }
}
