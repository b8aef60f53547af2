package dev.holdfast.authserver.client.document;

/** A document describes no client. It is an answer, not a defect, and so has no stack trace. */
final class UnusableDocumentException extends Exception {

  private static final long serialVersionUID = 1;

  UnusableDocumentException(String reason) {
    super(reason, null, false, false);
  }
}
