package dev.holdfast.gateway.upstream;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/**
 * Where one server is.
 *
 * @param name the server's
 * @param url its endpoint
 * @param allowPlainHttp whether it may be asked without TLS though it is on another machine
 */
@EachProperty("holdfast.gateway.servers")
record UpstreamAddress(
    @Parameter String name, URI url, @Bindable(defaultValue = "false") boolean allowPlainHttp) {

  /** Refuses addresses that lead astray, or give credentials away. */
  UpstreamAddress {
    AddressRules.check("holdfast.gateway.servers." + name + ".url", url, allowPlainHttp);
  }
}
