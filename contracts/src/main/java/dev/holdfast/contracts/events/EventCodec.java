package dev.holdfast.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.holdfast.contracts.identity.SubjectId;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into structured-mode CloudEvents and back. The data is shaped like a security event:
 * {@code sub_id} in {@code iss_sub} format (RFC 9493), {@code event_type}, and the type's own
 * members in snake case. Unknown members are ignored, so a producer may be newer than its consumer.
 */
public final class EventCodec {

  /** In bytes; a value that is larger is no event of ours. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final String SUB_ID = "sub_id";
  private static final String HEADER = "header";

  private final JsonFormat cloudEvents = new JsonFormat();
  private final JsonMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();
  private final ObjectWriter data =
      json.rebuild()
          .addMixIn(Event.class, Members.class)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build()
          .writerFor(Data.class);

  private record Data(Subject subId, String eventType, @JsonUnwrapped Event event) {}

  private record Subject(String format, String iss, String sub) {}

  /** The envelope has the header already. */
  @JsonIgnoreProperties(HEADER)
  private interface Members {}

  /** Encodes an event for its type's topic. */
  public EncodedEvent encode(Event event) {
    EventType type = EventType.of(event);
    EventHeader header = event.header();
    CloudEvent cloudEvent =
        CloudEventBuilder.v1()
            .withId(header.id())
            .withSource(header.source())
            .withType(type.wireName())
            .withTime(OffsetDateTime.ofInstant(header.time(), ZoneOffset.UTC))
            .withData("application/json", data(event, type))
            .build();
    return new EncodedEvent(
        type.topic(), header.subject().key(), cloudEvents.serialize(cloudEvent));
  }

  /** Decodes a record's value. Never throws for what the value holds. */
  public Decoded decode(byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      return new Decoded.Unreadable("empty");
    }
    if (value.length > MAX_BYTES) {
      return new Decoded.Unreadable("larger than " + MAX_BYTES + " bytes");
    }
    CloudEvent cloudEvent;
    try {
      cloudEvent = cloudEvents.deserialize(value);
    } catch (EventDeserializationException | CloudEventRWException | IllegalArgumentException e) {
      return new Decoded.Unreadable("not a structured-mode CloudEvent");
    }
    return EventType.ofWireName(cloudEvent.getType())
        .map(type -> decode(cloudEvent, type))
        .orElseGet(() -> new Decoded.Unknown(cloudEvent.getType()));
  }

  private Decoded decode(CloudEvent cloudEvent, EventType type) {
    if (!(cloudEvent.getData() instanceof JsonCloudEventData wrapped)
        || !(wrapped.getNode() instanceof ObjectNode data)) {
      return new Decoded.Unreadable("data is not a JSON object");
    }
    if (cloudEvent.getTime() == null) {
      return new Decoded.Unreadable("time is missing");
    }
    if (!(data.get(SUB_ID) instanceof ObjectNode subject)
        || !"iss_sub".equals(subject.path("format").asText())) {
      return new Decoded.Unreadable("sub_id is not an iss_sub subject");
    }
    try {
      EventHeader header =
          new EventHeader(
              cloudEvent.getId(),
              cloudEvent.getSource(),
              cloudEvent.getTime().toInstant(),
              new SubjectId(text(subject, "iss"), text(subject, "sub")));
      ObjectNode members = data.deepCopy();
      members.set(HEADER, json.valueToTree(header));
      return new Decoded.Known(json.treeToValue(members, type.record()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new Decoded.Unreadable("data breaks the schema of " + type.wireName());
    }
  }

  private byte[] data(Event event, EventType type) {
    SubjectId subject = event.header().subject();
    try {
      return data.writeValueAsBytes(
          new Data(
              new Subject("iss_sub", subject.issuer(), subject.subject()),
              type.securityEventType(),
              event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event of type " + type.wireName() + " is not JSON", e);
    }
  }

  private static String text(ObjectNode node, String member) {
    JsonNode value = node.get(member);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException(member + " is not a string");
    }
    return value.textValue();
  }
}
