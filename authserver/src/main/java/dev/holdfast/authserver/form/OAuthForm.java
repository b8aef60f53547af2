package dev.holdfast.authserver.form;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A form sent to an OAuth endpoint.
 *
 * @param request as the protocol library takes it
 * @param values its parameters, by name; only audiences more than once
 */
public record OAuthForm(HTTPRequest request, Map<String, List<String>> values) {

  /** RFC 8707, section 2, and RFC 8693, section 2.1: these may come more than once. */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  /**
   * Reads a request's body.
   *
   * @throws OAuthRefusal {@code invalid_request} if it is not a form or repeats a parameter
   */
  public static OAuthForm read(HttpRequest<?> http, URI endpoint, byte[] body) {
    // RFC 6749, section 3.2: a form, in UTF-8.
    boolean form =
        http.getContentType()
            .filter(MediaType.APPLICATION_FORM_URLENCODED_TYPE::matches)
            .isPresent();
    if (!form) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "Not a form");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    Map<String, List<String>> values = ParameterRules.parse(text);
    // RFC 6749, section 3.2 and appendix B.
    ParameterRules.fault(values)
        .ifPresent(
            fault -> {
              throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, fault);
            });
    // RFC 6749, section 3.2: no parameter twice, with those exceptions.
    boolean repeated =
        values.entrySet().stream()
            .anyMatch(value -> !REPEATABLE.contains(value.getKey()) && value.getValue().size() > 1);
    if (repeated) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "A parameter came twice");
    }
    return new OAuthForm(request(http, endpoint, text), values);
  }

  /** The values of a parameter that are not empty. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).toList();
  }

  /** The scope it names; empty if it names none (RFC 6749, section 3.3). */
  public Scope scope() {
    return new Scope(
        all("scope").stream()
            .flatMap(list -> Stream.of(list.split(" ")))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new));
  }

  private static HTTPRequest request(HttpRequest<?> http, URI endpoint, String text) {
    var request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    http.getHeaders()
        .findFirst(HttpHeaders.AUTHORIZATION)
        .ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
    request.setBody(text);
    return request;
  }
}
