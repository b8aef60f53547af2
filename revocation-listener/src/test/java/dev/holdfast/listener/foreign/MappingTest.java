package dev.holdfast.listener.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.foreign.Producer.Format;
import dev.holdfast.listener.foreign.Producer.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

  private static final String OURS = "http://localhost:9000";
  private static final String THEIRS = "https://cms.example.com/";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void aLoginOfOurSchemaBecomesOneOfOurSubject() {
    SubjectId theirs = new SubjectId(THEIRS, "42");
    IdentityEvent.LoginSuccess said = Happened.login(theirs, "their-session");

    IdentityEvent.LoginSuccess login = login(byCloudEvent("cms|"), encoded(said), 7);

    assertThat(login.header().subject()).isEqualTo(new SubjectId(OURS, "cms|42"));
    assertThat(login.header().time()).isEqualTo(said.header().time());
    assertThat(login.clientId()).isEqualTo("console");
    assertThat(login.sid()).isEqualTo("cms:their-session");
    assertThat(login.header().source()).hasToString("urn:holdfast:producer:cms");
    // Published once more, elsewhere in the topic: the same event.
    assertThat(login(byCloudEvent("cms|"), encoded(said), 8)).isEqualTo(login);
  }

  @Test
  void aProducerSpeaksOnlyOfItsOwnSubjectsAndOnlyOfLogins() {
    SubjectId ours = new SubjectId(OURS, "42");
    SubjectId theirs = new SubjectId(THEIRS, "42");

    assertThat(unusable(byCloudEvent(""), encoded(Happened.login(ours, "s"))).reason())
        .isEqualTo(DeadLetterReason.FOREIGN_ISSUER);
    assertThat(unusable(byCloudEvent(""), encoded(Happened.lock(theirs))).reason())
        .isEqualTo(DeadLetterReason.REFUSED);
    assertThat(unusable(byCloudEvent(""), "{}".getBytes(UTF_8)).reason())
        .isEqualTo(DeadLetterReason.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ISO_8601; \"2026-11-21T10:30:00.5+01:00\"; 2026-11-21T09:30:00.500Z",
        "EPOCH_SECONDS; 1795253400; 2026-11-21T09:30:00Z",
        "EPOCH_MILLIS; 1795253400123; 2026-11-21T09:30:00.123Z",
        "EPOCH_MILLIS; \"1795253400123\"; 2026-11-21T09:30:00.123Z"
      })
  void anyJsonIsReadByPointers(TimeFormat format, String at, Instant expected) {
    byte[] value =
        """
        {"user":{"id":42},"app":"console","at":%s}"""
            .formatted(at)
            .getBytes(UTF_8);

    IdentityEvent.LoginSuccess login = login(byPointers(format), value, 7);

    assertThat(login.header().subject()).isEqualTo(new SubjectId(OURS, "42"));
    assertThat(login.header().time()).isEqualTo(expected);
    assertThat(login.clientId()).isEqualTo("console");
    // Without an id of theirs, where the record lies tells logins apart.
    assertThat(login(byPointers(format), value, 7)).isEqualTo(login);
    assertThat(login(byPointers(format), value, 8).header().id()).isNotEqualTo(login.header().id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"user\":{},\"app\":\"console\",\"at\":\"2026-11-21T09:30:00Z\"}",
        "{\"user\":{\"id\":1.5},\"app\":\"console\",\"at\":\"2026-11-21T09:30:00Z\"}",
        "{\"user\":{\"id\":\" \"},\"app\":\"console\",\"at\":\"2026-11-21T09:30:00Z\"}",
        "{\"user\":{\"id\":\"a\\u0000b\"},\"app\":\"console\",\"at\":\"2026-11-21T09:30:00Z\"}",
        "{\"user\":{\"id\":1,\"id\":2},\"app\":\"console\",\"at\":\"2026-11-21T09:30:00Z\"}",
        "{\"user\":{\"id\":1},\"at\":\"2026-11-21T09:30:00Z\"}",
        "{\"user\":{\"id\":1},\"app\":\"console\"}",
        "{\"user\":{\"id\":1},\"app\":\"console\",\"at\":\"yesterday\"}"
      })
  void whatDoesNotSayWhoWhereAndWhenIsUnreadableAndNotRepeated(String value) {
    Mapped.Unusable unusable = unusable(byPointers(TimeFormat.ISO_8601), value.getBytes(UTF_8));

    assertThat(unusable.reason()).isEqualTo(DeadLetterReason.UNREADABLE);
    assertThat(unusable.detail()).isNotBlank().doesNotContain("yesterday");
  }

  @Test
  void aLoginInTheFutureIsRefusedBecauseItsSweepWouldReachThere() {
    byte[] soon = at(NOW.plus(Duration.ofSeconds(60)));
    byte[] later = at(NOW.plus(Duration.ofSeconds(61)));

    assertThat(login(byPointers(TimeFormat.ISO_8601), soon, 7)).isNotNull();
    assertThat(unusable(byPointers(TimeFormat.ISO_8601), later).reason())
        .isEqualTo(DeadLetterReason.REFUSED);
  }

  @Test
  void aMappingThatCouldNeverWorkIsRefusedByName() {
    assertThatThrownBy(() -> json(null, "/app", null, "/at"))
        .hasMessage("holdfast.listener.producers.cms needs subject");
    assertThatThrownBy(() -> json("/user/id", "/app", null, null))
        .hasMessage("holdfast.listener.producers.cms needs time");
    assertThatThrownBy(() -> json("/user/id", "/app", "console", "/at"))
        .hasMessageContaining("either client or client-id");
    assertThatThrownBy(() -> json("$.user.id", "/app", null, "/at"))
        .hasMessageContaining("'$.user.id', which is no JSON Pointer");
    assertThatThrownBy(
            () ->
                producer(Format.CLOUDEVENT, "", "/user/id", null, null, null, TimeFormat.ISO_8601))
        .hasMessageContaining("format cloudevent needs none");
  }

  private static byte[] at(Instant time) {
    return """
    {"user":{"id":42},"app":"console","at":"%s"}"""
        .formatted(time)
        .getBytes(UTF_8);
  }

  private static byte[] encoded(IdentityEvent event) {
    return new EventCodec().encode(event).value();
  }

  private static IdentityEvent.LoginSuccess login(Producer producer, byte[] value, long offset) {
    Mapped mapped = map(producer, value, offset);
    assertThat(mapped).isInstanceOf(Mapped.Login.class);
    return ((Mapped.Login) mapped).event();
  }

  private static Mapped.Unusable unusable(Producer producer, byte[] value) {
    Mapped mapped = map(producer, value, 7);
    assertThat(mapped).isInstanceOf(Mapped.Unusable.class);
    return (Mapped.Unusable) mapped;
  }

  private static Mapped map(Producer producer, byte[] value, long offset) {
    return new Mapping(producer, OURS)
        .map(new ConsumerRecord<>("cms.logins", 1, offset, new byte[0], value), NOW);
  }

  private static Producer byCloudEvent(String prefix) {
    return producer(Format.CLOUDEVENT, prefix, null, null, null, null, TimeFormat.ISO_8601);
  }

  private static Producer byPointers(TimeFormat format) {
    return producer(Format.JSON, "", "/user/id", "/app", null, "/at", format);
  }

  private static Producer json(
      @Nullable String subject,
      @Nullable String client,
      @Nullable String clientId,
      @Nullable String time) {
    return producer(Format.JSON, "", subject, client, clientId, time, TimeFormat.ISO_8601);
  }

  private static Producer producer(
      Format format,
      String prefix,
      @Nullable String subject,
      @Nullable String client,
      @Nullable String clientId,
      @Nullable String time,
      TimeFormat timeFormat) {
    return new Producer(
        "cms",
        "cms.logins",
        THEIRS,
        format,
        prefix,
        subject,
        client,
        clientId,
        time,
        timeFormat,
        null,
        null,
        Duration.ofMinutes(1));
  }
}
