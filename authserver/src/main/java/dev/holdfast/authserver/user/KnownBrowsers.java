package dev.holdfast.authserver.user;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;
import java.util.Optional;

/** Where known browsers are kept. */
public interface KnownBrowsers extends Retained {

  /** The browser, if the person has signed in there. */
  Optional<KnownBrowser> find(String browserHash, String userId);

  /** Remembers one, perhaps for longer. */
  int remember(String browserHash, String userId, Instant expiresAt);

  /** Forgets all of a person. */
  int forgetAllOf(String userId);

  @Override
  default String name() {
    return "known-browsers";
  }
}
