package dev.holdfast.authserver.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only the first ID token of a login tells.
 *
 * @param nonce what the client sent to have it repeated
 * @param amr how the person signed in (RFC 8176)
 */
record FirstTime(@Nullable String nonce, List<String> amr) {

  /** Not the first one. */
  static final FirstTime NO = new FirstTime(null, List.of());

  FirstTime {
    amr = List.copyOf(amr);
  }
}
