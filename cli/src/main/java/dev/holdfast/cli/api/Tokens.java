package dev.holdfast.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Gets an access token by client credentials (RFC 6749, section 4.4). */
final class Tokens {

  private final Wire wire;
  private final Login login;

  Tokens(Wire wire, Login login) {
    this.wire = wire;
    this.login = login;
  }

  /** A token for the operators' API, with every scope the client has. */
  Secret get() {
    HttpResponse<String> answer =
        wire.send(
            HttpRequest.newBuilder(tokenEndpoint())
                .header("Authorization", "Basic " + credentials())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&resource="
                            + encoded(login.issuer().toString()))));
    JsonNode body = Wire.json(answer);
    if (answer.statusCode() != 200) {
      throw new UnavailableException(
          "No token for client %s: %d %s"
              .formatted(login.clientId(), answer.statusCode(), body.path("error").asText()));
    }
    return Secret.of(body.path("access_token").asText());
  }

  /** OpenID Connect Discovery, section 4: also where an issuer has a path. */
  private URI tokenEndpoint() {
    URI document = login.at("/.well-known/openid-configuration");
    JsonNode metadata = Wire.json(wire.send(HttpRequest.newBuilder(document).GET()));
    if (!metadata.path("issuer").asText().equals(login.issuer().toString())) {
      throw new UnavailableException(
          "There is no issuer " + login.issuer() + " at " + login.address());
    }
    return login.reached(URI.create(metadata.path("token_endpoint").asText()));
  }

  /** RFC 6749, section 2.3.1: both parts are encoded before they are joined. */
  private String credentials() {
    String pair = encoded(login.clientId()) + ':' + encoded(login.secret().reveal());
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
