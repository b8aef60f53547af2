package dev.holdfast.listener.foreign;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads any JSON by the producer's pointers. */
final class PointerReader implements LoginReader {

  private static final int MAX_BYTES = 256 * 1024;

  private final JsonMapper json =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final Producer producer;

  PointerReader(Producer producer) {
    this.producer = producer;
  }

  @Override
  public ForeignLogin read(byte @Nullable [] value) throws UnusableException {
    JsonNode record = parse(value);
    return new ForeignLogin(
        required(record, "subject", producer.subject()),
        producer.clientId() != null
            ? producer.clientId()
            : required(record, "client", producer.client()),
        time(required(record, "time", producer.time())),
        text(record, producer.session()),
        text(record, producer.id()));
  }

  private JsonNode parse(byte @Nullable [] value) throws UnusableException {
    if (value == null || value.length > MAX_BYTES) {
      throw unreadable("empty, or larger than " + MAX_BYTES + " bytes");
    }
    try {
      return json.readTree(value);
    } catch (JsonProcessingException _) {
      throw unreadable("not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String required(JsonNode record, String what, @Nullable String pointer)
      throws UnusableException {
    return text(record, pointer)
        .orElseThrow(() -> unreadable("no string or whole number for " + what + " at " + pointer));
  }

  private static Optional<String> text(JsonNode record, @Nullable String pointer) {
    return Optional.ofNullable(pointer)
        .map(each -> record.at(JsonPointer.compile(each)))
        .filter(node -> node.isTextual() || node.isIntegralNumber())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  private Instant time(String text) throws UnusableException {
    try {
      return switch (producer.timeFormat()) {
        case ISO_8601 -> OffsetDateTime.parse(text).toInstant();
        case EPOCH_SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
        case EPOCH_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
      };
    } catch (DateTimeException | NumberFormatException _) {
      throw unreadable(
          "time is not " + producer.timeFormat() + " at " + Objects.toString(producer.time()));
    }
  }

  private static UnusableException unreadable(String detail) {
    return new UnusableException(DeadLetterReason.UNREADABLE, detail);
  }
}
