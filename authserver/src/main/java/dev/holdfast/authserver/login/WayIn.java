package dev.holdfast.authserver.login;

/** Something a person can sign in with, without anything else. */
public sealed interface WayIn {

  /** The password; a person has at most one. */
  record Password() implements WayIn {}

  /**
   * A passkey.
   *
   * @param id its id
   */
  record Passkey(String id) implements WayIn {}

  /**
   * A linked provider that is configured.
   *
   * @param name its name
   */
  record Provider(String name) implements WayIn {}
}
