package dev.holdfast.authserver.pending;

import java.util.Arrays;
import java.util.Optional;

/** A page of a person's own, where signing in can lead instead of to a client. */
public enum AccountPlace {
  /** Sessions and consents. */
  OVERVIEW(""),
  /** Their passkeys. */
  PASSKEYS("/passkeys"),
  /** The providers they sign in through. */
  PROVIDERS("/providers");

  private static final String ROOT = "/account";

  private final String name;

  AccountPlace(String name) {
    this.name = name;
  }

  /** Its path. */
  public String path() {
    return ROOT + name;
  }

  /** What stands for it where otherwise a client's request stands; no request is like it. */
  String query() {
    return name;
  }

  static Optional<AccountPlace> ofQuery(String query) {
    return Arrays.stream(values()).filter(place -> place.name.equals(query)).findFirst();
  }
}
