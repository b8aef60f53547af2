package dev.holdfast.authserver.page;

/** What every form of a pending request sends back unseen. */
public final class HiddenFields {

  private HiddenFields() {}

  /** The request's id, and the proof that the form came from us. */
  public static Markup of(String request, String csrf) {
    return Markup.of(
        """
        <input type="hidden" name="request" value="%s">
        <input type="hidden" name="csrf" value="%s">""",
        request, csrf);
  }
}
