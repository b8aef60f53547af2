package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.FederatedIdentities;
import dev.holdfast.authserver.federation.FederatedIdentity;
import dev.holdfast.authserver.federation.LoginProvider;
import dev.holdfast.authserver.federation.LoginProviders;
import dev.holdfast.authserver.login.FormProof;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a person through which providers they may sign in. */
@Singleton
final class ProvidersPage {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final String BODY =
      """
      %s
      <p>Through these you can sign in instead of with a password.</p>
      %s
      <nav aria-label="Account">
      <a href="/account">Your account</a>
      </nav>
      """;

  private static final String CARD =
      """
      <li>
      <h3>%s</h3>
      <p>%s</p>
      <form method="post" action="/account/providers/%s">
      <input type="hidden" name="csrf" value="%s">
      <input type="hidden" name="provider" value="%s">
      <button type="submit" class="quiet" aria-label="%s %s">%s</button>
      </form>
      </li>""";

  private final LoginProviders providers;
  private final FederatedIdentities identities;
  private final FormProof proof;

  ProvidersPage(LoginProviders providers, FederatedIdentities identities, FormProof proof) {
    this.providers = providers;
    this.identities = identities;
    this.proof = proof;
  }

  /** The page, with something that has just been done or refused; empty if nothing. */
  MutableHttpResponse<String> of(
      HttpRequest<?> http, HttpStatus status, LoginSession login, Markup notice) {
    Map<String, FederatedIdentity> linked =
        identities.of(login.userId()).stream()
            .collect(Collectors.toMap(FederatedIdentity::provider, Function.identity()));
    String csrf = proof.of(http);
    List<Markup> cards =
        providers.all().stream()
            .map(provider -> card(provider, linked.get(provider.name()), csrf))
            .toList();
    Markup list =
        cards.isEmpty()
            ? Markup.of("<p>There are none.</p>")
            : Markup.of("<ul class=\"cards\">%s</ul>", Markup.all(cards));
    return Pages.own(status, "Other ways to sign in", Markup.of(BODY, notice, list));
  }

  static Markup alert(String text) {
    return Markup.of("<p role=\"alert\">%s</p>", text);
  }

  static Markup notice(String text) {
    return Markup.of("<p role=\"status\">%s</p>", text);
  }

  /** After unlinking: every login has ended. */
  static MutableHttpResponse<String> unlinked() {
    Markup body = notice("It signs nobody in any more. You have been signed out everywhere.");
    return Pages.plain(HttpStatus.OK, "Unlinked", body);
  }

  private static Markup card(
      LoginProvider provider, @Nullable FederatedIdentity identity, String csrf) {
    String action = identity == null ? "Link" : "Unlink";
    return Markup.of(
        CARD,
        provider.title(),
        identity == null ? "Not linked." : since(identity),
        identity == null ? "link" : "unlink",
        csrf,
        provider.name(),
        action,
        provider.title(),
        action);
  }

  private static String since(FederatedIdentity identity) {
    Instant used = identity.lastUsedAt();
    return "Linked since "
        + DAY.format(identity.linkedAt())
        + (used == null ? ". Not used yet." : ". Last used " + DAY.format(used) + '.');
  }
}
