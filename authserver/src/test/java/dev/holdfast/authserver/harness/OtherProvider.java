package dev.holdfast.authserver.harness;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.minidev.json.JSONObject;

/** A provider that people may sign in through; its people do whatever the test says. */
public final class OtherProvider {

  private static final String SECRET = "a-client-secret-of-more-than-32-bytes";

  /** Makes users, and says who answers. */
  public static final OtherProvider ACME = new OtherProvider("acme", true);

  /** The same elsewhere. */
  public static final OtherProvider GLOBEX = new OtherProvider("globex", true);

  /** Does not say who answers, and makes no users. */
  public static final OtherProvider STAFF = new OtherProvider("staff", false);

  /** What its token endpoint answers instead of tokens; 0 for tokens. */
  public final AtomicInteger failure = new AtomicInteger();

  private final String name;
  private final boolean saysWhoAnswers;
  private final HttpServer server;
  private final IdTokens tokens = new IdTokens();
  private final Map<String, Issued> codes = new ConcurrentHashMap<>();

  /** One of that name. */
  public OtherProvider(String name, boolean saysWhoAnswers) {
    this.name = name;
    this.saysWhoAnswers = saysWhoAnswers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::metadata);
    server.createContext("/jwks", http -> send(http, 200, tokens.keys().toString(true)));
    server.createContext("/token", this::token);
    server.createContext("/authorize", this::authorize);
    server.start();
  }

  /** Its name at the authserver. */
  public String name() {
    return name;
  }

  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** How it is configured. */
  public Map<String, Object> settings() {
    String prefix = "holdfast.authserver.login-providers." + name;
    return Map.of(
        prefix + ".issuer",
        issuer(),
        prefix + ".client-id",
        "holdfast",
        prefix + ".client-secret",
        SECRET,
        prefix + ".display-name",
        title());
  }

  /** What its button calls it. */
  public String title() {
    return "<" + name + ">";
  }

  /** Signs with another key from now on. */
  public void rotate() {
    tokens.rotate();
  }

  /** Falls silent for good. */
  public void stop() {
    server.stop(0);
  }

  /** Sound claims about somebody; change one for a bad token. */
  public JWTClaimsSet.Builder claims(Map<String, String> request, String subject) {
    Instant now = Clock.systemUTC().instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(subject)
        .audience("holdfast")
        .claim("nonce", request.get("nonce"))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  /** The answer to a request, with a code for this ID token. */
  public Map<String, String> answer(Map<String, String> request, String idToken) {
    String code = UUID.randomUUID().toString();
    codes.put(code, new Issued(request, idToken));
    return answer(request, "code", code);
  }

  /** The answer to a request after a sound login. */
  public Map<String, String> answer(Map<String, String> request, JWTClaimsSet.Builder claims) {
    return answer(request, sign(claims));
  }

  /** An answer with something else. */
  public Map<String, String> answer(Map<String, String> request, String name, String value) {
    Map<String, String> answer = new HashMap<>(Map.of(name, value));
    answer.put("state", request.getOrDefault("state", ""));
    if (saysWhoAnswers) {
      answer.put("iss", issuer());
    }
    return answer;
  }

  public String sign(JWTClaimsSet.Builder claims) {
    return tokens.sign(claims);
  }

  /** Signed by somebody else under the same key id. */
  public String forge(JWTClaimsSet.Builder claims) {
    return tokens.forge(claims);
  }

  /** With no signature at all. */
  public static String unsigned(JWTClaimsSet.Builder claims) {
    return new PlainJWT(claims.build()).serialize();
  }

  /** Signed with what we share, as the header says. */
  public static String withClientSecret(JWTClaimsSet.Builder claims) {
    return IdTokens.signWithSecret(claims, SECRET);
  }

  /** Signed with its public key as if that were a secret. */
  public String withPublicKeyAsSecret(JWTClaimsSet.Builder claims) {
    return tokens.withPublicKeyAsSecret(claims);
  }

  private void metadata(HttpExchange http) throws IOException {
    var json = new JSONObject();
    json.put("issuer", issuer());
    json.put("authorization_endpoint", issuer() + "/authorize?tenant=1");
    json.put("token_endpoint", issuer() + "/token");
    json.put("jwks_uri", issuer() + "/jwks");
    json.put("response_types_supported", List.of("code"));
    json.put("subject_types_supported", List.of("public"));
    // It claims to sign with secrets too; nobody has to believe it.
    json.put("id_token_signing_alg_values_supported", List.of("ES256", "HS256", "none"));
    json.put("authorization_response_iss_parameter_supported", saysWhoAnswers);
    send(http, 200, json.toJSONString());
  }

  /** Asks who it is; as strict about where its form leads as a provider can be. */
  private void authorize(HttpExchange http) throws IOException {
    String query = http.getRequestURI().getRawQuery();
    Map<String, String> request = new HashMap<>();
    URLUtils.parseParameters(query).forEach((name, values) -> request.put(name, values.getFirst()));
    String redirectUri = request.getOrDefault("redirect_uri", "");
    var form =
        URLUtils.parseParameters(
            new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (form.containsKey("subject")) {
      var answer = answer(request, claims(request, first(form, "subject")));
      http.getResponseHeaders().set("Location", redirectUri + '?' + Browser.encode(answer));
      http.sendResponseHeaders(302, -1);
      http.close();
      return;
    }
    String us =
        URI.create(redirectUri).getScheme() + "://" + URI.create(redirectUri).getAuthority();
    http.getResponseHeaders().set("Content-Security-Policy", "form-action 'self' " + us);
    http.getResponseHeaders().set("Content-Type", "text/html");
    byte[] page =
        "<form method=post><label>Subject <input name=subject></label><button>It is me</button></form>"
            .getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(200, page.length);
    http.getResponseBody().write(page);
    http.close();
  }

  private void token(HttpExchange http) throws IOException {
    var form =
        URLUtils.parseParameters(
            new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Issued issued = codes.remove(first(form, "code"));
    boolean ours =
        OAuthClient.basic("holdfast", SECRET)
            .equals(http.getRequestHeaders().getFirst("Authorization"));
    if (failure.get() != 0) {
      send(http, failure.get(), "{\"error\": \"<script>server_error\"}");
    } else if (!ours || issued == null || !issued.fits(form)) {
      send(http, 400, "{\"error\": \"invalid_grant\"}");
    } else {
      var json = new JSONObject();
      json.put("access_token", UUID.randomUUID().toString());
      json.put("token_type", "Bearer");
      json.put("id_token", issued.idToken());
      send(http, 200, json.toJSONString());
    }
  }

  private static void send(HttpExchange http, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", "application/json");
    http.sendResponseHeaders(status, body.length);
    http.getResponseBody().write(body);
    http.close();
  }

  private static String first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of("")).getFirst();
  }

  private record Issued(Map<String, String> request, String idToken) {

    /** RFC 7636, section 4.6. */
    boolean fits(Map<String, List<String>> form) {
      String verifier = first(form, "code_verifier");
      return verifier.length() >= 43
          && Objects.equals(request.get("redirect_uri"), first(form, "redirect_uri"))
          && Objects.equals(
              request.get("code_challenge"),
              CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                  .getValue());
    }
  }
}
