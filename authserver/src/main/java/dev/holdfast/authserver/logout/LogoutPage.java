package dev.holdfast.authserver.logout;

import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks before signing out, and says that it is done. */
public final class LogoutPage {

  private static final String QUESTION =
      """
      <p>%s</p>
      <p>You are signed in as <strong>%s</strong>. Assistants that you have let in work on; take
      their access back on <a href="/account">your account page</a>.</p>
      <form method="post" action="/logout/confirm">
      %s
      <button type="submit">Sign out</button>
      <a class="button quiet" href="/account">Stay signed in</a>
      </form>
      """;

  private static final String FIELD = "<input type=\"hidden\" name=\"%s\" value=\"%s\">";

  private LogoutPage() {}

  /**
   * The question.
   *
   * @param why who wants to know
   * @param name who is signed in
   * @param fields what the form sends back unseen
   * @param onwards where the browser goes afterwards, if not just to the next page
   */
  public static MutableHttpResponse<String> question(
      String why, String name, Map<String, String> fields, Optional<URI> onwards) {
    List<Markup> hidden =
        fields.entrySet().stream()
            .map(field -> Markup.of(FIELD, field.getKey(), field.getValue()))
            .toList();
    Markup body = Markup.of(QUESTION, why, name, Markup.all(hidden));
    return onwards
        .map(uri -> Pages.form(HttpStatus.OK, "Sign out?", body, Optional.of(uri)))
        .orElseGet(() -> Pages.own(HttpStatus.OK, "Sign out?", body));
  }

  /** The last page, if there is no other place to go. */
  public static MutableHttpResponse<String> done() {
    Markup body =
        Markup.of(
            "<p role=\"status\">Nobody is signed in at this browser now.</p>\n"
                + "<p><a href=\"/account\">Sign in again</a></p>");
    return Pages.plain(HttpStatus.OK, "You are signed out", body);
  }
}
