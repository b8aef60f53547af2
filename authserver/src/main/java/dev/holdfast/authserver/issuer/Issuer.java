package dev.holdfast.authserver.issuer;

import dev.holdfast.network.LoopbackHosts;
import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;

/**
 * This server's identity.
 *
 * @param issuer the issuer identifier (RFC 8414, section 2): absolute, without query, fragment or
 *     slash at the end
 * @param allowPlainHttp whether it may be plain http beyond this machine; cookies are then not
 *     {@code Secure}
 * @param accessTokenLifetime how long an access token lives
 * @param codeLifetime how long an authorization code lives
 * @param requestLifetime how long a person may take from the request to the code
 * @param loginLifetime how long a browser stays signed in
 */
@Context
@ConfigurationProperties("holdfast.authserver")
public record Issuer(
    @NotNull URI issuer,
    @Bindable(defaultValue = "false") boolean allowPlainHttp,
    @Bindable(defaultValue = "5m") Duration accessTokenLifetime,
    @Bindable(defaultValue = "60s") Duration codeLifetime,
    @Bindable(defaultValue = "10m") Duration requestLifetime,
    @Bindable(defaultValue = "12h") Duration loginLifetime) {

  /**
   * Refuses an issuer that clients could not compare, or that travels in clear, and lifetimes that
   * are not positive.
   */
  public Issuer {
    boolean sound =
        issuer.isAbsolute()
            && issuer.getHost() != null
            && issuer.getRawQuery() == null
            && issuer.getRawFragment() == null
            && !issuer.toString().endsWith("/");
    if (!sound) {
      throw new IllegalArgumentException(
          "holdfast.authserver.issuer is not absolute, or has a query, a fragment or a slash at"
              + " the end");
    }
    if (!allowPlainHttp
        && !"https".equals(issuer.getScheme())
        && !LoopbackHosts.contain(issuer.getHost())) {
      throw new IllegalArgumentException(
          "holdfast.authserver.issuer is not https; where nobody can listen,"
              + " holdfast.authserver.allow-plain-http allows that");
    }
    Times.requirePositive("holdfast.authserver.access-token-lifetime", accessTokenLifetime);
    Times.requirePositive("holdfast.authserver.code-lifetime", codeLifetime);
    Times.requirePositive("holdfast.authserver.request-lifetime", requestLifetime);
    Times.requirePositive("holdfast.authserver.login-lifetime", loginLifetime);
  }

  /** The identifier as it stands in {@code iss}. */
  public String id() {
    return issuer.toString();
  }

  /** An address below the issuer. */
  public URI at(String path) {
    return URI.create(issuer + path);
  }
}
