package dev.holdfast.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfiguration;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both forms of the log. */
final class LogTest {

  private static final String OURS = "dev.holdfast.gateway.Something";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final Log text = new Log(Map.of());
  private final Log json = new Log(Map.of("HOLDFAST_LOG_FORMAT", "json"));

  @Test
  void peopleReadALine() {
    text.logger(OURS).atInfo().addKeyValue("server", "plain").log("Session refused");
    assertThat(text.lines())
        .singleElement()
        .asString()
        .endsWith(" INFO  d.h.g.Something Session refused server=\"plain\"");
  }

  @Test
  void peopleSeeTheTraceIfThereIsOne() {
    text.during(TRACE, SPAN);
    text.logger(OURS).atInfo().addKeyValue("server", "plain").log("Session refused");
    assertThat(text.text().strip())
        .endsWith("server=\"plain\" trace_id=" + TRACE + " span_id=" + SPAN);
  }

  @Test
  void peopleSeeTheStack() {
    text.logger(OURS).error("Unexpected", new IOException("gone"));
    assertThat(text.text())
        .containsOnlyOnce("java.io.IOException: gone")
        .contains("\tat " + LogTest.class.getName() + ".peopleSeeTheStack");
  }

  @Test
  void programsGetFields() throws IOException {
    json.during(TRACE, SPAN);
    json.logger(OURS)
        .atWarn()
        .addKeyValue("server", "plain")
        .addKeyValue("number", 3)
        .log("Session refused");
    JsonNode line = only();
    assertThat(Instant.parse(line.path("timestamp").asText())).isNotNull();
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo(OURS);
    assertThat(line.path("message").asText()).isEqualTo("Session refused");
    assertThat(line.path("service").asText()).isEqualTo("some-service");
    assertThat(line.path("server").asText()).isEqualTo("plain");
    assertThat(line.path("number").asInt()).isEqualTo(3);
    assertThat(line.path("trace_id").asText()).isEqualTo(TRACE);
    assertThat(line.path("span_id").asText()).isEqualTo(SPAN);
  }

  @Test
  void programsGetAStackInOneLine() throws IOException {
    json.logger(OURS).error("Unexpected", new IOException("gone", new IOException("cause")));
    assertThat(only().path("stack_trace").asText())
        .contains("IOException: cause", "IOException: gone", "programsGetAStackInOneLine");
  }

  @Test
  void whatHasNoTraceHasNoFieldsForIt() throws IOException {
    json.logger(OURS).info("Started");
    assertThat(only().has("trace_id")).isFalse();
    assertThat(only().has("stack_trace")).isFalse();
  }

  @Test
  void frameworksAreNeverHeardAtDebugLevel() {
    Log verbose = new Log(Map.of("HOLDFAST_LOG_LEVEL", "DEBUG"));
    verbose.logger("io.micronaut.http.client").debug("GET /?code=xyz");
    verbose.logger(OURS).debug("Server known");
    assertThat(verbose.lines()).singleElement().asString().contains("Server known");
  }

  @Test
  void ourOwnLevelIsInfoUnlessSet() {
    text.logger(OURS).debug("Server known");
    assertThat(text.lines()).isEmpty();
  }

  @Test
  void anUnknownFormatIsTextAndEndsTheStart() {
    Log log = new Log(Map.of("HOLDFAST_LOG_FORMAT", "xml"));
    log.logger(OURS).info("Started");
    assertThat(log.text()).contains("Started");
    assertThatThrownBy(() -> ApplicationContext.run(Map.of("holdfast.log.format", "xml")).close())
        .hasStackTraceContaining("holdfast.log.format must be text or json");
  }

  @Test
  void anUnknownLevelEndsTheStart() {
    assertThatThrownBy(() -> ApplicationContext.run(Map.of("holdfast.log.level", "loud")).close())
        .hasStackTraceContaining("holdfast.log.level must be");
  }

  @Test
  void noBannerIsAmongTheLines() {
    assertThat(((ApplicationContextConfiguration) ApplicationContext.builder()).isBannerEnabled())
        .isFalse();
  }

  private JsonNode only() throws IOException {
    assertThat(json.lines()).hasSize(1);
    return new ObjectMapper().readTree(json.text());
  }
}
