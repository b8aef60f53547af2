package dev.holdfast.authserver.login;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.BrowserCookies;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a form of a signed-in person came from a page of ours (RFC 9700, section 4.7.1). The
 * proof is made of the session cookie's value, which no other site can read; it is worth nothing in
 * another session.
 */
@Singleton
public final class FormProof {

  private final BrowserCookies cookies;

  FormProof(BrowserCookies cookies) {
    this.cookies = cookies;
  }

  /** What the forms of this browser's session carry. */
  public String of(HttpRequest<?> http) {
    return cookies.session(http).map(secret -> OpaqueValue.hash("form\n" + secret)).orElse("");
  }

  /** Whether a form carried it. */
  public boolean holds(HttpRequest<?> http, @Nullable String presented) {
    String expected = of(http);
    return !expected.isEmpty()
        && OpaqueValue.same(expected, Objects.requireNonNullElse(presented, ""));
  }
}
