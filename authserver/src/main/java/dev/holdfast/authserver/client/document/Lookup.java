package dev.holdfast.authserver.client.document;

import dev.holdfast.authserver.client.Client;
import java.time.Duration;

/** What came of looking for a client's document; each is remembered for its own time. */
sealed interface Lookup {

  /** How long it is remembered. */
  Duration keepFor();

  /** It describes this client. */
  record Described(Client client, Duration keepFor) implements Lookup {}

  /** It describes none. */
  record Unusable(String reason, Duration keepFor) implements Lookup {}

  /** It cannot be told now. */
  record Unknown(String reason, Duration keepFor) implements Lookup {}
}
