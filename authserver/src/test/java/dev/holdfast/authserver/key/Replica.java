package dev.holdfast.authserver.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Schema;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One replica of an authserver whose clock the test moves. */
final class Replica implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final EmbeddedServer server;
  private final String issuer;
  private final MutableClock clock;

  private Replica(EmbeddedServer server, String issuer, MutableClock clock) {
    this.server = server;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The first one, whose address is the issuer. */
  static Replica first(Schema schema, Path keyset, MutableClock clock) {
    return start(schema, keyset, clock, FreePorts.one(), Map.of());
  }

  static Replica start(
      Schema schema, Path keyset, MutableClock clock, int issuerPort, Map<String, Object> changes) {
    String issuer = "http://localhost:" + issuerPort;
    Map<String, Object> properties = new HashMap<>(schema.micronautProperties());
    properties.put("micronaut.server.port", issuerPort);
    properties.put("holdfast.authserver.issuer", issuer);
    properties.put("holdfast.keys.directory", keyset.toString());
    properties.put("holdfast.authserver.users.alice.password", "wonderland");
    properties.put("kafka.bootstrap.servers", "127.0.0.1:1");
    properties.put(TestClockFactory.PROPERTY, clock);
    properties.putAll(changes);
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
    return new Replica(server, issuer, clock);
  }

  /** Another one on the same database and keyset, with the same issuer. */
  Replica another(Schema schema, Path keyset) {
    Map<String, Object> port = Map.of("micronaut.server.port", FreePorts.one());
    return start(schema, keyset, clock, URI.create(issuer).getPort(), port);
  }

  String issuer() {
    return issuer;
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  /** An access token of alice for this server's own endpoints, made here. */
  String token() {
    String alice = bean(Users.class).byUsername("alice").orElseThrow().id();
    return bean(OwnTokens.class).signAccessToken(claims(alice, "openid"));
  }

  /** An operator's token with a scope. */
  String operatorToken(String scope) {
    return bean(OwnTokens.class).signAccessToken(claims("operator", scope));
  }

  JWTClaimsSet claims(String subject, String scope) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(subject)
        .audience(issuer)
        .claim("client_id", "operator")
        .claim("scope", scope)
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))
        .jwtID("j")
        .build();
  }

  /** The key id and the state of every listed key. */
  List<KeyStatus> keys(SigningAlgorithm algorithm) {
    return bean(SigningKeys.class).list().stream()
        .filter(key -> key.algorithm() == algorithm)
        .toList();
  }

  /** What the key set endpoint publishes. */
  List<String> publishedKids() throws ParseException {
    return JWKSet.parse(get("/oauth2/jwks", "").body()).getKeys().stream()
        .map(JWK::getKeyID)
        .toList();
  }

  int userInfo(String token) {
    return get("/userinfo", token).statusCode();
  }

  HttpResponse<String> get(String path, String token) {
    return send("GET", path, token);
  }

  HttpResponse<String> send(String method, String path, String token) {
    var request =
        HttpRequest.newBuilder(server.getURI().resolve(path))
            .method(method, BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static String kid(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }
}
