package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wrapping calls of Vault's transit engine, Google Cloud KMS and AWS KMS, on a loopback port.
 * Every key exists; those named {@code forbidden} are not for anybody.
 */
public final class StubKeyService implements AutoCloseable {

  /** What Vault's callers, and Google's after asking for it, must present. */
  public static final String TOKEN = "the-service-token";

  private final HttpServer server;
  private final Map<String, Aead> keys = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean down;

  /** Starts one. */
  public StubKeyService() {
    try {
      AeadConfig.register();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/token", exchange -> answer(exchange, 200, googleToken()));
    server.createContext("/v1/transit/", this::vault);
    server.createContext("/v1/projects/", this::google);
    server.createContext("/", this::aws);
    server.start();
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often something was wrapped or unwrapped. */
  public int calls() {
    return calls.get();
  }

  /** From now on, refuses to work for the time being, or not. */
  public void down(boolean isDown) {
    down = isDown;
  }

  private void vault(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      answer(exchange, 403, "{\"errors\":[\"permission denied\"]}");
      return;
    }
    Map<String, Object> body = body(exchange);
    boolean wraps = path[3].equals("encrypt");
    byte[] about = decoded(text(body, "associated_data"));
    String input = wraps ? text(body, "plaintext") : text(body, "ciphertext").substring(9);
    String output = transform(exchange, path[4], wraps, decoded(input), about);
    answer(
        exchange,
        wraps
            ? "{\"data\":{\"ciphertext\":\"vault:v1:%s\"}}".formatted(output)
            : "{\"data\":{\"plaintext\":\"%s\"}}".formatted(output));
  }

  private void google(HttpExchange exchange) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{}");
      return;
    }
    String[] path = exchange.getRequestURI().getPath().split(":", 2);
    Map<String, Object> body = body(exchange);
    boolean wraps = path[1].equals("encrypt");
    byte[] about = decoded(text(body, "additionalAuthenticatedData"));
    byte[] input = decoded(text(body, wraps ? "plaintext" : "ciphertext"));
    String output = transform(exchange, path[0], wraps, input, about);
    answer(exchange, "{\"%s\":\"%s\"}".formatted(wraps ? "ciphertext" : "plaintext", output));
  }

  private void aws(HttpExchange exchange) throws IOException {
    Map<String, Object> body = body(exchange);
    boolean wraps =
        "TrentService.Encrypt".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    byte[] about = String.valueOf(body.get("EncryptionContext")).getBytes(StandardCharsets.UTF_8);
    byte[] input = decoded(text(body, wraps ? "Plaintext" : "CiphertextBlob"));
    String output = transform(exchange, text(body, "KeyId"), wraps, input, about);
    answer(exchange, "{\"%s\":\"%s\"}".formatted(wraps ? "CiphertextBlob" : "Plaintext", output));
  }

  /** Answers by itself, and gives an empty text, if the key does not do it. */
  private String transform(
      HttpExchange exchange, String key, boolean wraps, byte[] input, byte[] about)
      throws IOException {
    calls.incrementAndGet();
    if (down) {
      answer(exchange, 503, "{}");
      return "";
    }
    if (key.endsWith("forbidden")) {
      answer(exchange, 403, "{\"__type\":\"AccessDeniedException\"}");
      return "";
    }
    try {
      Aead aead = keys.computeIfAbsent(key, _ -> newKey());
      byte[] output = wraps ? aead.encrypt(input, about) : aead.decrypt(input, about);
      return Base64.getEncoder().encodeToString(output);
    } catch (GeneralSecurityException _) {
      answer(exchange, 400, "{\"__type\":\"InvalidCiphertextException\"}");
      return "";
    }
  }

  private static Aead newKey() {
    try {
      return KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String googleToken() {
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
        .formatted(TOKEN);
  }

  private static Map<String, Object> body(HttpExchange exchange) throws IOException {
    try {
      return JSONObjectUtils.parse(
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  private static String text(Map<String, Object> body, String name) {
    return String.valueOf(body.get(name));
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    if (exchange.getResponseCode() == -1) {
      answer(exchange, 200, json);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
