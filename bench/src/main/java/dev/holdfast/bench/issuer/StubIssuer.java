package dev.holdfast.bench.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Whom the service trusts: signs service tokens, and is the provider that users connect to. It does
 * next to nothing, so that what is measured is who asks it.
 */
public final class StubIssuer implements AutoCloseable {

  /** Longer than any run. */
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final Clock clock = Clock.systemUTC();
  private final URI uri;
  private final ECKey key;
  private final HttpServer server;

  private StubIssuer(URI uri, ECKey key, HttpServer server) {
    this.uri = uri;
    this.key = key;
    this.server = server;
  }

  /** Starts one at its address. */
  public static StubIssuer start(URI uri) {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
      var issuer = new StubIssuer(uri, key, HttpServer.create(address, 0));
      issuer.serve();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A service token (RFC 9068) that outlives the run. */
  public String serviceToken(String audience, String... scopes) {
    return token("bench", audience, scopes);
  }

  /** A person's access token (RFC 9068) that outlives the run. */
  public String token(String subject, String audience, String... scopes) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(uri.toString())
            .subject(subject)
            .audience(audience)
            .claim("client_id", "bench")
            .claim("scope", String.join(" ", scopes))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  /** The public half of the key that signs. */
  public ECPublicKey publicKey() {
    try {
      return key.toECPublicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its address, which is its name. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/oauth-authorization-server", this::metadata);
    server.createContext("/jwks", this::keys);
    server.createContext("/token", this::tokens);
    server.start();
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/token",
         "authorization_endpoint":"%1$s/authorize","response_types_supported":["code"]}"""
            .formatted(uri));
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, new JWKSet(List.of(key)).toPublicJWKSet().toString());
  }

  /** Tokens as long as usual ones: a JWT, and 256 random bits. */
  private void tokens(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"%s"}"""
            .formatted(
                serviceToken("https://upstream.example/", "openid", "profile", "email"),
                LIFETIME.toSeconds(),
                "%s-%s".formatted(UUID.randomUUID(), UUID.randomUUID()).substring(0, 43)));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
