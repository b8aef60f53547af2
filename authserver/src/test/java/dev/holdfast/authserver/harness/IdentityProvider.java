package dev.holdfast.authserver.harness;

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
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** An organisation's identity provider, trusted by the shared server. */
public final class IdentityProvider {

  public static final String ISSUER = "https://idp.acme.example";
  public static final String TYPE = "oauth-id-jag+jwt";

  private static final ECKey KEY = newKey();
  private static final HttpServer SERVER = serve();

  private IdentityProvider() {}

  public static String jwksUri() {
    return "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/jwks";
  }

  /** Sound claims for alice and a client; change one for a bad assertion. */
  public static JWTClaimsSet.Builder claims(String client) {
    Instant now = Clock.systemUTC().instant();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("00u1")
        .audience(Server.issuer())
        .claim("client_id", client)
        .claim("preferred_username", "alice")
        .claim("resource", Server.RESOURCE)
        .claim("scope", "mcp:tools")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  public static String sign(JWTClaimsSet claims) {
    return sign(claims, TYPE, KEY);
  }

  public static String sign(JWTClaimsSet claims, String type) {
    return sign(claims, type, KEY);
  }

  /** Signed by somebody else under the same key id. */
  public static String forge(JWTClaimsSet claims) {
    return sign(claims, TYPE, newKey());
  }

  private static String sign(JWTClaimsSet claims, String type, ECKey key) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(type))
            .keyID(key.getKeyID())
            .build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("acme").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpServer serve() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] keys = new JWKSet(KEY).toString(true).getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/jwks",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
