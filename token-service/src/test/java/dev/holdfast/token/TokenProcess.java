package dev.holdfast.token;

import static org.awaitility.Awaitility.await;

import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own, to be killed. It lives by the real time. */
public final class TokenProcess implements AutoCloseable {

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private TokenProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one on a given database; its log goes to a file beside the keys. */
  public static TokenProcess start(Schema schema, Path keys, Map<String, Object> more) {
    int port = FreePorts.one();
    Map<String, Object> settings = new HashMap<>(schema.micronautProperties());
    settings.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePorts.one());
    settings.put("micronaut.server.port", port);
    settings.put("holdfast.bearer.audience", "http://localhost:9001");
    settings.put("holdfast.bearer.issuers", "http://127.0.0.1:" + FreePorts.one());
    settings.put("holdfast.token.keys.directory", keys.toString());
    // Tests exchange tokens one after the other; see RotationPauseTest.
    settings.put("holdfast.token.grants.rotation-pause", "0s");
    settings.putAll(more);
    try {
      return new TokenProcess(
          new ProcessBuilder(command(settings))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(keys.resolveSibling("process.log").toFile()))
              .start(),
          port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Map<String, Object> settings) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    // What is softly reachable stays, as it does in a large heap.
    command.add("-XX:SoftRefLRUPolicyMSPerMB=100000");
    command.addAll(List.of("-cp", classes));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add(Application.class.getName());
    return command;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Waits until it takes calls. */
  TokenProcess ready() {
    await().atMost(STARTS_WITHIN).ignoreExceptions().until(this::isReady);
    return this;
  }

  private boolean isReady() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url() + "/health/liveness")).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError("The process does not die");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
