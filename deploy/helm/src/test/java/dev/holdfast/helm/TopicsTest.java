package dev.holdfast.helm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.Topics;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TopicsTest {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "topics.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z.]+)` \\|[^|]+\\|[^|]+\\| (\\d+) \\| (for ever|\\d+ days)",
          Pattern.MULTILINE);

  @Test
  void everyTopicThatServicesUseIsMade() {
    assertThat(list(Chart.render("minimal")).keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.all());
    assertThat(list(Chart.render("everything")).keySet())
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map("tenant."::concat).toList());
  }

  @Test
  void topicsAreKeptAsTheDocumentSays() throws IOException {
    Map<String, MatchResult> rows =
        ROW.matcher(Files.readString(DOCUMENT))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), Function.identity()));

    assertThat(rows).hasSize(Topics.all().size());
    list(Chart.render("minimal"))
        .forEach(
            (topic, line) -> {
              MatchResult row = requireNonNull(rows.get(topic), topic);
              String kept =
                  row.group(3).equals("for ever")
                      ? "-1"
                      : "" + Long.parseLong(row.group(3).replace(" days", "")) * 86_400_000;
              assertThat(line)
                  .startsWith(topic + " " + row.group(2) + " 3 ")
                  .contains("retention.ms=" + kept)
                  .contains("cleanup.policy=delete")
                  .contains("min.insync.replicas=2");
            });
  }

  @Test
  void othersMayOwnTheTopics() {
    assertThat(Chart.render("minimal", "{topics: {create: false}}").all(Job.class)).isEmpty();
  }

  @Test
  void topicsAreThereBeforeAnythingElse() {
    Manifests rendered = Chart.render("everything");
    Job job = rendered.get(Job.class, "-topics");

    // Hooks by another name: see Chart.
    assertThat(job.getMetadata().getAnnotations())
        .containsEntry("hook", "pre-install,pre-upgrade")
        .containsEntry("hook-delete-policy", "before-hook-creation,hook-succeeded");
    assertThat(weight(rendered.get(ConfigMap.class, "-topics").getMetadata().getAnnotations()))
        .isLessThan(weight(job.getMetadata().getAnnotations()));
  }

  @Test
  void theToolsConnectAsServicesDo() {
    Manifests rendered = Chart.render("everything");

    assertThat(rendered.file("topics", "client.properties"))
        .contains("security.protocol=SASL_SSL")
        .contains("sasl.mechanism=SCRAM-SHA-512")
        .contains("ssl.truststore.location=/etc/kafka/holdfast/kafka-trusted.pem");
  }

  private static int weight(Map<String, String> annotations) {
    return Integer.parseInt(annotations.get("hook-weight"));
  }

  static Map<String, String> list(Manifests rendered) {
    return rendered
        .file("topics", "topics")
        .lines()
        .collect(Collectors.toMap(line -> line.split(" ", -1)[0], Function.identity()));
  }
}
