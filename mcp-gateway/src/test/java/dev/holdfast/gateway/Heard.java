package dev.holdfast.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** What comes on a stream of events, as it comes. Closing it hangs up. */
final class Heard implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("\"id\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final HttpResponse<InputStream> response;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  private Heard(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  static Heard of(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return new Heard(http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  int status() {
    return response.statusCode();
  }

  boolean isOver() {
    return over;
  }

  /** The data of those events that contain it. */
  List<String> with(String text) {
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  /** The id in a message, as JSON has it between its quotes. */
  static String id(String message) {
    var id = ID.matcher(message);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + message);
    }
    return id.group(1);
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (var in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      in.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("broken");
    } finally {
      over = true;
    }
  }
}
