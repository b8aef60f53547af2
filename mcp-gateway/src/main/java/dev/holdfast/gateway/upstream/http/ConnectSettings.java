package dev.holdfast.gateway.upstream.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How people connect providers in the middle of their work.
 *
 * @param enabled whether clients that can show an address get one
 * @param url what a link is put behind; that of the gateway's own authorization server if left out
 */
@Context
@ConfigurationProperties("holdfast.gateway.connect")
record ConnectSettings(@Bindable(defaultValue = "true") boolean enabled, @Nullable URI url) {

  /** The address of a link. */
  URI address(String issuer, String link) {
    String base = url == null ? issuer.replaceAll("/+$", "") + "/connect/link" : url.toString();
    return URI.create(base.replaceAll("/+$", "") + "/" + link);
  }
}
