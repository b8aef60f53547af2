package dev.holdfast.authserver.outbound;

import java.net.URI;

/** Reads JSON from addresses that clients chose. */
public interface Outbound {

  /** Whether a request to this address may be tried at all: https, without user and fragment. */
  boolean permits(URI address);

  /**
   * Reads a JSON document. No redirect is followed, and the whole exchange, from the resolution of
   * the name on, ends within the configured time.
   *
   * @param maxBytes a longer document is refused
   */
  Fetched get(URI address, int maxBytes);
}
