package dev.holdfast.acceptance.monitoring;

import dev.holdfast.acceptance.monitoring.PromQl.LabelMatcher;
import dev.holdfast.local.system.Part;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the running services show at {@code /prometheus}, with the labels that a scrape adds. */
final class Exposition {

  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:]\\w*)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  private final Map<String, List<Map<String, String>>> series = new HashMap<>();

  private Exposition() {}

  static Exposition of(Settings settings) {
    Exposition shown = new Exposition();
    for (Part part :
        List.of(
            settings.authserver(),
            settings.tokenService(),
            settings.gateway(),
            settings.listener())) {
      shown.add("up", part.name(), "");
      get(Objects.requireNonNull(part.readiness()).resolve("/prometheus"))
          .lines()
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .forEach(line -> shown.add(line.group(1), part.name(), line.group(2)));
    }
    return shown;
  }

  /** The series of a metric that these conditions let through. */
  List<Map<String, String>> matching(String metric, Collection<LabelMatcher> conditions) {
    Predicate<Map<String, String>> all =
        labels ->
            conditions.stream().allMatch(one -> one.accepts(labels.getOrDefault(one.label(), "")));
    return series.getOrDefault(metric, List.of()).stream().filter(all).toList();
  }

  private void add(String metric, String job, @Nullable String labels) {
    Map<String, String> all = new HashMap<>(Map.of("job", job, "instance", job + ":1"));
    if (labels != null) {
      LABEL.matcher(labels).results().forEach(one -> all.put(one.group(1), one.group(2)));
    }
    series.computeIfAbsent(metric, _ -> new ArrayList<>()).add(all);
  }

  private static String get(URI address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
