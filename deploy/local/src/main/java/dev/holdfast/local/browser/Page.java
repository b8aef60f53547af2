package dev.holdfast.local.browser;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Where a navigation ended.
 *
 * @param uri the page's own address; after a stop, the address that was not followed
 * @param status the HTTP status, a redirect's after a stop
 * @param headers the answer's headers
 * @param body the answer's text
 */
public record Page(URI uri, int status, HttpHeaders headers, String body) {

  /**
   * The one form of this page.
   *
   * @throws NoSuchElementException if there is none
   */
  public Form form() {
    return forms().stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("No form on " + address()));
  }

  /** All forms, in the order of the page. */
  public List<Form> forms() {
    return document().forms().stream().map(form -> Form.read(this, form)).toList();
  }

  /** Where the page goes on to by itself; empty if it stays. */
  Optional<URI> onwards() {
    return Optional.ofNullable(document().selectFirst("meta[http-equiv=refresh]"))
        .map(meta -> meta.attr("content").replaceFirst("^\\d+;\\s*url=", ""))
        .map(uri::resolve);
  }

  /** What a person would read: the text without markup. */
  public String text() {
    return document().text();
  }

  /** The address without its query, which may carry a code: fit for messages. */
  public String address() {
    return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
  }

  /** Without body and query, which may hold codes and CSRF values. */
  @Override
  public String toString() {
    return "Page[" + status + " " + address() + "]";
  }

  private Document document() {
    return Jsoup.parse(body, uri.toString());
  }
}
