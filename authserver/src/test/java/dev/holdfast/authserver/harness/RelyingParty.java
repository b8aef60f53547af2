package dev.holdfast.authserver.harness;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.testsupport.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The portal's server: takes logout tokens, and answers what the test says. */
public final class RelyingParty implements AutoCloseable {

  /** A loopback address that nothing else in the tests is allowed to reach. */
  public static final String HOST = "127.0.0.2";

  public static final URI NOTICE = URI.create("http://" + HOST + ":" + FreePorts.one() + "/notice");

  public final List<SignedJWT> notices = new CopyOnWriteArrayList<>();
  public final AtomicInteger failures = new AtomicInteger();

  private final HttpServer server;

  public RelyingParty() {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral(HOST), NOTICE.getPort());
      this.server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(NOTICE.getPath(), this::take);
    server.start();
  }

  /** Those about one person. */
  public List<SignedJWT> about(String userId) {
    return notices.stream().filter(notice -> userId.equals(subject(notice))).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    if (!fails) {
      var form = URLUtils.parseParameters(body);
      notices.add(parse(form.getOrDefault("logout_token", List.of("")).getFirst()));
    }
    exchange.sendResponseHeaders(fails ? 503 : 200, -1);
    exchange.close();
  }

  private static SignedJWT parse(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static String subject(SignedJWT token) {
    try {
      return token.getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
