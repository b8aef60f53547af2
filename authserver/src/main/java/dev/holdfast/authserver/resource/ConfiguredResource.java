package dev.holdfast.authserver.resource;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A resource that tokens may be asked for.
 *
 * @param name its name in the configuration
 * @param uri its identifier (RFC 8707, section 2): absolute, without fragment
 * @param provider the upstream provider its users must be connected to, if any
 */
@EachProperty("holdfast.authserver.resources")
record ConfiguredResource(@Parameter String name, URI uri, @Nullable String provider) {

  ConfiguredResource {
    if (!uri.isAbsolute() || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "holdfast.authserver.resources." + name + ".uri is not absolute, or has a fragment");
    }
  }
}
