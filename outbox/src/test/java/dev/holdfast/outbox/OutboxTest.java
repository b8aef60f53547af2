package dev.holdfast.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.Tracing;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestBroker;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.testsupport.TraceReceiver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final String BROKER = TestBroker.any().bootstrapServers();

  private final Schema schema = TestDatabase.any().newSchema();
  private final SubjectId subject = someone();

  @BeforeAll
  static void createTopics() {
    TestBroker.any().createTopics(3, Topics.all().toArray(String[]::new));
  }

  @Test
  void committedEventIsPublishedWithItsContentType() {
    try (var service = Service.start(schema, BROKER);
        var reader = new Reader(BROKER)) {
      service.append(subject, 0, 1);

      await().atMost(10, SECONDS).until(() -> reader.ids(subject), List.of("0")::equals);
      var header = reader.records(subject).getFirst().headers().lastHeader("content-type");
      assertThat(new String(header.value(), UTF_8)).isEqualTo(EncodedEvent.CONTENT_TYPE);
      await().untilAsserted(() -> assertThat(service.backlog().size().pending()).isZero());
      await()
          .untilAsserted(
              () ->
                  assertThat(service.meters().counter("holdfast.outbox.published").count())
                      .isEqualTo(1));
    }
  }

  @Test
  void eventTellsOfTheTraceInWhichItWasAppended() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    var told = new TraceHeaders("00-" + trace + "-00f067aa0ba902b7-01", "vendor=1");
    try (var service = Service.start(schema, BROKER);
        var reader = new Reader(BROKER)) {
      try (var _ = Tracing.enter(told.context())) {
        service.append(subject, 0, 1);
      }
      service.append(subject, 1, 2);

      await().atMost(10, SECONDS).until(() -> reader.ids(subject), List.of("0", "1")::equals);
      Headers first = reader.records(subject).getFirst().headers();
      Headers second = reader.records(subject).getLast().headers();
      assertThat(text(first, "traceparent")).isEqualTo(told.traceparent());
      assertThat(text(first, "tracestate")).isEqualTo("vendor=1");
      assertThat(second.lastHeader("traceparent")).isNull();
    }
  }

  @Test
  void publicationIsASpanOfThatTrace() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    var told = new TraceHeaders("00-" + trace + "-00f067aa0ba902b7-01", null);
    try (var receiver = TraceReceiver.start();
        var service =
            Service.start(
                schema,
                Map.of(
                    "kafka.bootstrap.servers",
                    BROKER,
                    "otel.exporter.otlp.endpoint",
                    receiver.endpoint(),
                    "otel.bsp.schedule.delay",
                    "50"));
        var reader = new Reader(BROKER)) {
      try (var _ = Tracing.enter(told.context())) {
        service.append(subject, 0, 1);
      }

      await().atMost(10, SECONDS).until(() -> receiver.trace(trace).size() == 1);
      var span = receiver.trace(trace).getFirst();
      assertThat(span.name()).isEqualTo("send " + Topics.IDENTITY);
      assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
      await().atMost(10, SECONDS).until(() -> !reader.records(subject).isEmpty());
      assertThat(text(reader.records(subject).getFirst().headers(), "traceparent"))
          .isEqualTo("00-" + trace + "-" + span.id() + "-01");
    }
  }

  @Test
  void eventOfRolledBackTransactionIsNotPublished() {
    try (var service = Service.start(schema, BROKER);
        var reader = new Reader(BROKER)) {
      assertThatThrownBy(
              () ->
                  service
                      .transactions()
                      .executeWrite(
                          _ -> {
                            service.appended(subject, "lost");
                            throw new IllegalStateException("changed my mind");
                          }))
          .isInstanceOf(IllegalStateException.class);
      service.append(subject, 1, 2);

      await().atMost(10, SECONDS).until(() -> !reader.ids(subject).isEmpty());
      assertThat(reader.ids(subject)).containsExactly("1");
    }
  }

  @Test
  void eventWithoutTransactionIsRefused() {
    try (var service = Service.start(schema, BROKER)) {
      assertThatThrownBy(() -> service.appended(subject, "0"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(service.backlog().size().pending()).isZero();
    }
  }

  @Test
  void manyWaitingEventsAreNotCountedToTheEnd() throws SQLException {
    try (var service =
            Service.start(
                schema,
                Map.of("kafka.bootstrap.servers", BROKER, "holdfast.outbox.relay", "false"));
        Connection connection = schema.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      service.append(subject, 0, 1);
      for (int rows = 1; rows <= Backlog.Size.MOST; rows *= 2) {
        sql.execute(
            "INSERT INTO outbox (topic, record_key, value, created_at)"
                + " SELECT topic, record_key, value, created_at FROM outbox");
      }

      assertThat(service.backlog().size().pending()).isEqualTo(Backlog.Size.MOST);
    }
  }

  @Test
  void eventsOfOneTransactionKeepTheirOrder() {
    try (var service = Service.start(schema, BROKER);
        var reader = new Reader(BROKER)) {
      service
          .transactions()
          .executeWrite(
              _ -> IntStream.range(0, 50).allMatch(id -> service.appended(subject, "" + id)));

      await().atMost(20, SECONDS).until(() -> reader.ids(subject).size() >= 50);
      assertThat(reader.ids(subject)).containsExactlyElementsOf(ids(50));
    }
  }

  @Test
  void relaysOfOneDatabasePublishEachEventOnceAndInOrder() {
    List<SubjectId> subjects = IntStream.range(0, 8).mapToObj(_ -> someone()).toList();
    try (var one = Service.start(schema, BROKER);
        var other = Service.start(schema, BROKER);
        var reader = new Reader(BROKER)) {
      Races.run(
          subjects.size(),
          number ->
              () -> {
                (number % 2 == 0 ? one : other).append(subjects.get(number), 0, 25);
                return number;
              });

      await()
          .atMost(30, SECONDS)
          .until(() -> subjects.stream().allMatch(each -> reader.ids(each).size() >= 25));
      await().untilAsserted(() -> assertThat(one.backlog().size().pending()).isZero());
      assertThat(subjects)
          .allSatisfy(each -> assertThat(reader.ids(each)).containsExactlyElementsOf(ids(25)));
    }
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }

  static SubjectId someone() {
    return new SubjectId("http://localhost:9000", UUID.randomUUID().toString());
  }

  static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
