package dev.holdfast.authserver.resource;

import dev.holdfast.authserver.issuer.Issuer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The known resources. This server itself is one, for UserInfo. */
@Singleton
public final class Resources {

  private final List<ConfiguredResource> configured;
  private final Issuer issuer;

  Resources(List<ConfiguredResource> configured, Issuer issuer) {
    this.configured = configured;
    this.issuer = issuer;
  }

  /** Whether a token may be asked for this resource; compared as strings. */
  public boolean known(String resource) {
    return resource.equals(issuer.id())
        || configured.stream().anyMatch(known -> known.uri().toString().equals(resource));
  }

  /** The audience of a request that names no resource. */
  public String fallback() {
    return issuer.id();
  }

  /** The upstream provider that any of these resources needs. */
  public Optional<String> provider(Collection<String> resources) {
    return configured.stream()
        .filter(known -> resources.contains(known.uri().toString()))
        .flatMap(known -> Stream.ofNullable(known.provider()))
        .findFirst();
  }
}
