package dev.holdfast.listener.foreign;

import com.fasterxml.jackson.core.JsonPointer;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another system that tells of logins. All pointers are JSON Pointers (RFC 6901) into a record's
 * value; they are not needed, and not allowed, for {@link Format#CLOUDEVENT}.
 *
 * @param name its name here, part of event ids and of the group that reads its topic
 * @param topic where it writes
 * @param issuer what it calls itself; with {@link Format#CLOUDEVENT} the only issuer it may speak
 *     of
 * @param format how its records look
 * @param subjectPrefix put in front of its subjects to get ours; nothing if they are the same
 * @param subject where its subject is: a string or a whole number
 * @param client where the client is
 * @param clientId the client, if no record tells
 * @param time where the login's instant is
 * @param timeFormat how that instant is written
 * @param session where its session is, if a record tells
 * @param id where an id of the login is; topic, partition and offset if no record tells
 * @param skew how far ahead of our clock an instant may lie
 */
@EachProperty("holdfast.listener.producers")
record Producer(
    @Parameter String name,
    @NotBlank String topic,
    @NotBlank String issuer,
    @Bindable(defaultValue = "CLOUDEVENT") Format format,
    @Bindable(defaultValue = "") String subjectPrefix,
    @Nullable String subject,
    @Nullable String client,
    @Nullable String clientId,
    @Nullable String time,
    @Bindable(defaultValue = "ISO_8601") TimeFormat timeFormat,
    @Nullable String session,
    @Nullable String id,
    @Bindable(defaultValue = "1m") Duration skew) {

  /** How records look. */
  enum Format {
    /** A CloudEvent by our schema of {@code login-success}. */
    CLOUDEVENT,
    /** Any JSON, read by pointers. */
    JSON
  }

  /** How an instant is written. */
  enum TimeFormat {
    /** A string with an offset, such as {@code 2026-11-21T09:30:00Z}. */
    ISO_8601,
    /** A whole number of seconds since 1970-01-01T00:00:00Z. */
    EPOCH_SECONDS,
    /** A whole number of milliseconds since 1970-01-01T00:00:00Z. */
    EPOCH_MILLIS
  }

  /**
   * Refuses a mapping that could never work.
   *
   * @throws IllegalArgumentException naming the producer and the property
   */
  Producer {
    if (format == Format.JSON) {
      require(name, "subject", subject);
      require(name, "time", time);
      if ((client == null) == (clientId == null)) {
        throw wrong(name, "needs either client or client-id");
      }
    } else if (Stream.of(subject, client, clientId, time, session, id).anyMatch(Producer::isSet)) {
      throw wrong(name, "has pointers, but format cloudevent needs none");
    }
    Stream.of(subject, client, time, session, id)
        .filter(Producer::isSet)
        .forEach(pointer -> compile(name, pointer));
  }

  private static boolean isSet(@Nullable String pointer) {
    return pointer != null;
  }

  private static void require(String name, String property, @Nullable String pointer) {
    if (pointer == null) {
      throw wrong(name, "needs " + property);
    }
  }

  private static void compile(String name, String pointer) {
    try {
      JsonPointer.compile(pointer);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "has '" + pointer + "', which is no JSON Pointer (RFC 6901)");
    }
  }

  private static IllegalArgumentException wrong(String name, String why) {
    return new IllegalArgumentException("holdfast.listener.producers." + name + " " + why);
  }
}
