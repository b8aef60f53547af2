package dev.holdfast.authserver.federation;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.network.LoopbackHosts;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that people may sign in through.
 *
 * @param name its name in addresses, events and metrics
 * @param issuer its issuer identifier, compared exactly
 * @param clientId who we are there
 * @param clientSecret how we prove it
 * @param displayName what people know it by; its name if absent
 * @param scopes what we ask for beside {@code openid}; {@code profile} and {@code email} if absent
 * @param createUsers whether people who come for the first time get a user here
 */
@EachProperty("holdfast.authserver.login-providers")
public record LoginProvider(
    @Parameter String name,
    URI issuer,
    String clientId,
    Secret clientSecret,
    @Nullable String displayName,
    @Nullable List<String> scopes,
    @Bindable(defaultValue = "true") boolean createUsers) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final int LONGEST_ISSUER = 255;

  /**
   * Refuses what could not be compared or kept, and issuers that could be impersonated.
   *
   * @throws IllegalArgumentException if so
   */
  public LoginProvider {
    require(NAME.matcher(name).matches(), name, "has a name that does not fit into an address");
    require(sound(issuer), name, "has no issuer by https");
    require(!clientId.isBlank(), name, "has no client-id");
    require(!clientSecret.reveal().isBlank(), name, "has no client-secret");
  }

  /** What people know it by. */
  public String title() {
    return Objects.requireNonNullElse(displayName, name);
  }

  /** Everything that we ask for. */
  public SequencedSet<String> allScopes() {
    var all = new LinkedHashSet<>(List.of("openid"));
    all.addAll(Objects.requireNonNullElse(scopes, List.of("profile", "email")));
    return all;
  }

  private static boolean sound(URI issuer) {
    return issuer.getHost() != null
        && issuer.toString().length() <= LONGEST_ISSUER
        && issuer.getRawQuery() == null
        && issuer.getRawFragment() == null
        && issuer.getRawUserInfo() == null
        && ("https".equals(issuer.getScheme())
            || ("http".equals(issuer.getScheme()) && LoopbackHosts.contain(issuer.getHost())));
  }

  private static void require(boolean held, String name, String otherwise) {
    if (!held) {
      throw new IllegalArgumentException(
          "holdfast.authserver.login-providers." + name + ' ' + otherwise);
    }
  }
}
