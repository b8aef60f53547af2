package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.opaque.OpaqueValue;
import java.util.List;
import java.util.Optional;

/**
 * Somebody as a provider has proved it. Only a {@link RelyingParty} makes one.
 *
 * @param provider the provider's name here
 * @param issuer its issuer identifier
 * @param subject whom it means; nothing else tells people apart
 * @param usernames what it says the person's user name may be, the best first
 * @param name what it says the person is called; empty if nothing
 * @param email the address that it says it has verified; empty if none
 */
public record ExternalPerson(
    String provider,
    String issuer,
    String subject,
    List<String> usernames,
    Optional<String> name,
    Optional<String> email) {

  /** Under what this person is kept. */
  String id() {
    return OpaqueValue.hash(provider + '\n' + issuer + '\n' + subject);
  }
}
