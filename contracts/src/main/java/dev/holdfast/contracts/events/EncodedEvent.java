package dev.holdfast.contracts.events;

/**
 * An event ready for Kafka: a structured-mode CloudEvent (CloudEvents Kafka binding, section 3.3),
 * to be sent with the header {@code content-type: application/cloudevents+json}.
 *
 * @param topic where
 * @param key the subject's key
 * @param value the JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied into a row or a record at once.
public record EncodedEvent(String topic, String key, byte[] value) {

  /** Kafka's header name for the content type. */
  public static final String CONTENT_TYPE_HEADER = "content-type";

  /** The content type of a structured-mode CloudEvent. */
  public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";
}
