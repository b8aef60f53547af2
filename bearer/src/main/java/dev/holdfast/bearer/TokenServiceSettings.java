package dev.holdfast.bearer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the token-service is.
 *
 * @param url the token-service's address
 * @param audience how tokens for the token-service name it, if not by its address
 */
@ConfigurationProperties("holdfast.token-service")
@Requires(property = "holdfast.token-service.url")
public record TokenServiceSettings(@NotNull URI url, @Nullable String audience) {

  /** How tokens for the token-service name it. */
  public String tokenAudience() {
    return audience != null ? audience : url.toString();
  }
}
