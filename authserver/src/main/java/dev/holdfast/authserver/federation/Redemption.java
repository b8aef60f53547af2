package dev.holdfast.authserver.federation;

/** What came of a code. */
public sealed interface Redemption {

  /** The provider has proved who it is. */
  record Proved(ExternalPerson person) implements Redemption {}

  /**
   * It has not.
   *
   * @param detail for the log; says nothing that the provider said
   */
  record Failed(Failure failure, String detail) implements Redemption {}
}
