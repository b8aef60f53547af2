package dev.holdfast.authserver.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.util.Optional;

/** Whole pages with the headers every page has. */
public final class Pages {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'";

  /** The script of pages that offer passkeys. */
  public static final String PASSKEYS = "/assets/passkey.js";

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <link rel="stylesheet" href="/assets/style.css">
      </head>
      <body>
      <main>
      <h1>%s</h1>
      %s
      </main>
      </body>
      </html>
      """;

  private Pages() {}

  /** A page without a form. */
  public static MutableHttpResponse<String> plain(HttpStatus status, String title, Markup body) {
    return page(status, title, body, "; form-action 'none'");
  }

  /** The page for a request that cannot be answered at a client's redirection URI. */
  public static MutableHttpResponse<String> refusal(HttpStatus status, String reason) {
    Markup body = Markup.of("<p role=\"alert\">%s</p>", reason);
    return plain(status, "This request cannot go on", body);
  }

  /** The page for a form that did not come from a page of ours. */
  public static MutableHttpResponse<String> notOurForm() {
    return refusal(HttpStatus.FORBIDDEN, "The form did not come from here.");
  }

  /**
   * A page with a form.
   *
   * @param onwards where the answer to the form may lead in the end. Chromium applies {@code
   *     form-action} to every redirect after a form, so the client's origin has to be in it; empty
   *     if it cannot be known, and then the directive is left out
   */
  public static MutableHttpResponse<String> form(
      HttpStatus status, String title, Markup body, Optional<URI> onwards) {
    String formAction = onwards.map(uri -> "; form-action 'self' " + source(uri)).orElse("");
    return page(status, title, body, formAction);
  }

  /** A page with forms that lead nowhere but here. */
  public static MutableHttpResponse<String> own(HttpStatus status, String title, Markup body) {
    return page(status, title, body, "; form-action 'self'");
  }

  /**
   * A page with a form and a script that may ask this server something. Without script the page
   * does less, never nothing.
   *
   * @param onwards see {@link #form(HttpStatus, String, Markup, Optional)}
   * @param script its path
   */
  public static MutableHttpResponse<String> form(
      HttpStatus status, String title, Markup body, Optional<URI> onwards, String script) {
    String formAction = onwards.map(uri -> "; form-action 'self' " + source(uri)).orElse("");
    Markup whole = Markup.of("%s\n<script type=\"module\" src=\"%s\"></script>", body, script);
    return page(status, title, whole, "; script-src 'self'; connect-src 'self'" + formAction);
  }

  /**
   * A page whose one form goes to another site by itself, or by its button where there is no
   * script.
   */
  public static MutableHttpResponse<String> sending(String title, Markup form, URI target) {
    Markup body = Markup.of("%s\n<script src=\"/assets/submit.js\" defer></script>", form);
    return page(HttpStatus.OK, title, body, "; script-src 'self'; form-action " + source(target));
  }

  /**
   * A page that goes on to another one by itself. It begins a navigation of its own, so that the
   * {@code form-action} of the page with the form that led here, which may be another site's, has
   * no say in it.
   *
   * @param target absolute
   */
  public static MutableHttpResponse<String> onwards(String title, URI target) {
    Markup body =
        Markup.of(
            """
            <meta http-equiv="refresh" content="0;url=%s">
            <p><a href="%s">Go on</a></p>""",
            target, target);
    return plain(HttpStatus.OK, title, body);
  }

  private static MutableHttpResponse<String> page(
      HttpStatus status, String title, Markup body, String formAction) {
    return HttpResponse.<String>status(status)
        .contentType(MediaType.TEXT_HTML + ";charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", POLICY + formAction)
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .body(Markup.of(FRAME, title, title, body).html());
  }

  /** A source expression; hosts that its grammar cannot write are replaced by their scheme. */
  private static String source(URI uri) {
    String host = uri.getHost();
    if (host == null || host.startsWith("[")) {
      return uri.getScheme() + ":";
    }
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
