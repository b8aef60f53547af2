package dev.holdfast.gateway.upstream;

import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.util.Optional;

/** Addresses at which people connect providers. */
@FunctionalInterface
public interface ConnectLinks {

  /**
   * An address that leads this user, and nobody else, to the provider's consent, once. It names
   * neither. Empty if there is none to be had, or the user signs in elsewhere. Never throws.
   */
  Optional<URI> link(SubjectId subject, String provider);
}
