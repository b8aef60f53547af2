package dev.holdfast.token.connections;

import java.util.Optional;

/** The configured providers. */
public interface Providers {

  /** The provider of this name. */
  Optional<Provider> named(String name);
}
