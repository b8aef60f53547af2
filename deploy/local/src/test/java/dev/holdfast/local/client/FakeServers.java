package dev.holdfast.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A protected MCP endpoint and its authorization server in one, just enough of each to see whether
 * the client does what the specifications ask. Its issuer has a path.
 */
final class FakeServers implements AutoCloseable {
  static final String PASSWORD = "correct horse";
  static final String CHALLENGE_SCOPE = "mcp:tools";

  final Map<String, String> overrides = new ConcurrentHashMap<>();
  final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
  final List<String> registrations = new CopyOnWriteArrayList<>();
  private final Map<String, String> attempt = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakeServers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page("/mcp/demo", this::mcp);
    page("/prm", this::resourceMetadata);
    page("/.well-known/oauth-authorization-server/tenant", this::serverMetadata);
    page("/tenant/register", this::register);
    page("/tenant/authorize", this::authorize);
    page("/tenant/login", this::login);
    page("/tenant/consent", this::consent);
    page("/tenant/token", this::token);
    server.start();
  }

  URI mcp() {
    return at("/mcp/demo");
  }

  String issuer() {
    return at("/tenant").toString();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void mcp(HttpExchange exchange, String body) throws IOException {
    if (!overrides.containsKey("challenge")) {
      exchange
          .getResponseHeaders()
          .add(
              "WWW-Authenticate",
              "Bearer error=\"invalid_token\", resource_metadata=\"%s\", scope=\"%s\""
                  .formatted(at("/prm"), CHALLENGE_SCOPE));
    }
    answer(exchange, 401, "");
  }

  private void resourceMetadata(HttpExchange exchange, String body) throws IOException {
    answer(
        exchange,
        200,
        "{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"],\"scopes_supported\":[\"other\"]}"
            .formatted(overrides.getOrDefault("resource", mcp().toString()), issuer()));
  }

  private void serverMetadata(HttpExchange exchange, String body) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%2$s/authorize","token_endpoint":"%2$s/token",
         "registration_endpoint":"%2$s/register","response_types_supported":["code"],
         "code_challenge_methods_supported":["%3$s"],
         "authorization_response_iss_parameter_supported":true}
        """
            .formatted(
                overrides.getOrDefault("metadata-issuer", issuer()),
                issuer(),
                overrides.getOrDefault("pkce", "S256")));
  }

  private void register(HttpExchange exchange, String body) throws IOException {
    registrations.add(body);
    if (overrides.containsKey("registration-error")) {
      answer(exchange, 400, "{\"error\":\"invalid_client_metadata\"}");
    } else {
      answer(exchange, 201, "{\"client_id\":\"dyn-1\"," + body.substring(body.indexOf('{') + 1));
    }
  }

  private void authorize(HttpExchange exchange, String body) throws IOException {
    attempt.putAll(single(exchange.getRequestURI().getRawQuery()));
    exchange.getResponseHeaders().add("Set-Cookie", "__Host-login=1; Path=/; Secure; HttpOnly");
    redirect(exchange, "/tenant/login");
  }

  private void login(HttpExchange exchange, String body) throws IOException {
    if (exchange.getRequestMethod().equals("POST")
        && PASSWORD.equals(single(body).get("password"))
        && "7".equals(single(body).get("_csrf"))
        && "__Host-login=1".equals(exchange.getRequestHeaders().getFirst("Cookie"))) {
      redirect(exchange, "/tenant/consent");
    } else {
      answer(
          exchange,
          200,
          "<form method=post><input type=hidden name=_csrf value=7><input name=username>"
              + "<input type=password name=password><button>Sign in</button></form>");
    }
  }

  private void consent(HttpExchange exchange, String body) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer(
          exchange,
          200,
          "<form method=post><button name=decision value=allow>Allow</button>"
              + "<button name=decision value=deny>Deny</button></form>");
      return;
    }
    String outcome = body.equals("decision=allow") ? "code=the-code" : "error=access_denied";
    String state = overrides.getOrDefault("state", attempt.get("state"));
    String iss = overrides.getOrDefault("iss", issuer());
    redirect(
        exchange,
        attempt.get("redirect_uri")
            + "?"
            + outcome
            + "&state="
            + URLEncoder.encode(state, UTF_8)
            + (iss.isEmpty() ? "" : "&iss=" + URLEncoder.encode(iss, UTF_8)));
  }

  private void token(HttpExchange exchange, String body) throws IOException {
    Map<String, String> request = single(body);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      request.put("Authorization", authorization);
    }
    tokenRequests.add(request);
    if (overrides.containsKey("token-status")) {
      answer(exchange, Integer.parseInt(overrides.get("token-status")), "");
    } else if (("authorization_code".equals(request.get("grant_type")) && !redeemable(request))
        || "stale".equals(request.get("refresh_token"))) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      answer(
          exchange,
          200,
          """
          {"access_token":"at-%1$d","token_type":"Bearer","expires_in":300,"refresh_token":"rt-%1$d"}
          """
              .formatted(tokenRequests.size()));
    }
  }

  private boolean redeemable(Map<String, String> request) {
    String challenge =
        CodeChallenge.compute(
                CodeChallengeMethod.S256, new CodeVerifier(request.get("code_verifier")))
            .getValue();
    return "the-code".equals(request.get("code"))
        && challenge.equals(attempt.get("code_challenge"))
        && mcp().toString().equals(attempt.get("resource"))
        && CHALLENGE_SCOPE.equals(attempt.get("scope"));
  }

  private interface Handler {
    void handle(HttpExchange exchange, String body) throws IOException;
  }

  private void page(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handler.handle(exchange, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          }
        });
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    answer(exchange, 302, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> single(String query) {
    Map<String, String> parameters = new HashMap<>();
    URLUtils.parseParameters(query).forEach((name, all) -> parameters.put(name, all.getFirst()));
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
