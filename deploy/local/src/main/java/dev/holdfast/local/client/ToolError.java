package dev.holdfast.local.client;

/** A tool answered with {@code isError}; the message is its text. */
public final class ToolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ToolError(String text) {
    super(text);
  }
}
