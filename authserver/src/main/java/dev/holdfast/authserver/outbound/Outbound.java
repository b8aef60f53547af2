package dev.holdfast.authserver.outbound;

import java.net.URI;
import java.util.Map;

/** Reads JSON from addresses that clients chose, and sends forms there. */
public interface Outbound {

  /** Whether a request to this address may be tried at all: https, without user and fragment. */
  boolean permits(URI address);

  /**
   * Reads a JSON document. No redirect is followed, and the whole exchange, from the wait for a
   * place on, ends within the configured time.
   *
   * @param maxBytes a longer document is refused
   */
  Fetched get(Purpose purpose, URI address, int maxBytes);

  /** Sends a form, within the same bounds. */
  Sent post(Purpose purpose, URI address, Map<String, String> form);
}
