package dev.holdfast.authserver.consent;

import java.util.List;
import java.util.Optional;

/** Where consents are kept. */
public interface Consents {

  /** The consent with this id. */
  Optional<Consent> byId(String id);

  /** Everything a user allowed, the latest first. */
  List<Consent> allOf(String userId);

  /** Forgets one. */
  int remove(String id);

  /** Adds one. */
  Consent save(Consent consent);

  /** Replaces one. */
  Consent update(Consent consent);

  /** Forgets everything a user allowed. */
  int removeAllOf(String userId);

  /** Forgets everything that anybody allowed a client. */
  int removeAllFor(String clientId);
}
