package dev.holdfast.authserver.outbound;

/** What came of sending a form. */
public sealed interface Sent {

  /** Somebody answered; the answer's body was not read. */
  record Answered(int status) implements Sent {}

  /** Nobody answered, or nobody was asked. */
  record Failed(String reason) implements Sent {}
}
