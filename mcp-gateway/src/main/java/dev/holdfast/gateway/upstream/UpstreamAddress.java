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
    String scheme = String.valueOf(url.getScheme());
    refuseIf(name, !scheme.equals("https") && !scheme.equals("http"), "is neither http nor https");
    refuseIf(name, url.getHost() == null, "has no host");
    refuseIf(name, url.getRawUserInfo() != null, "holds a user or password");
    refuseIf(name, url.getRawFragment() != null, "has a fragment");
    refuseIf(
        name,
        scheme.equals("http") && !allowPlainHttp && !isLoopback(url.getHost()),
        "is plain http and not on this machine; allow-plain-http allows it");
  }

  private static void refuseIf(String name, boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException("holdfast.gateway.servers." + name + ".url " + why);
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }
}
