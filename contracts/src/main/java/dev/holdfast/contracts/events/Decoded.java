package dev.holdfast.contracts.events;

/** What came out of a Kafka record. */
public sealed interface Decoded {

  /** An event of a type in our table. */
  record Known(Event event) implements Decoded {}

  /** A sound CloudEvent of a type we do not know. */
  record Unknown(String type) implements Decoded {}

  /** Not a CloudEvent, or one that breaks its type's schema. The reason holds no payload. */
  record Unreadable(String reason) implements Decoded {}
}
