package dev.holdfast.authserver.consent;

import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Origin;
import dev.holdfast.authserver.client.RedirectUris;
import dev.holdfast.authserver.page.HiddenFields;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks the person: who wants what, where, and where the answer goes. */
public final class ConsentPage {

  private static final String FORM =
      """
      <p><strong>%s</strong> asks for access in your name.</p>
      <dl>
      %s
      <dt>Access to</dt>%s
      <dt>Permissions</dt>%s
      <dt>You will be sent to</dt><dd><strong>%s</strong></dd>
      </dl>
      %s
      <form method="post" action="/consent">
      %s
      <button type="submit" name="decision" value="allow">Allow</button>
      <button type="submit" name="decision" value="deny" class="quiet">Deny</button>
      </form>
      """;

  private static final String DESCRIBED =
      """
      <dt>Client</dt><dd>described by <strong>%s</strong>, <code>%s</code></dd>""";

  private static final String LOOPBACK =
      """
      <p role="note">This application runs on a computer of its user. Any program on the computer \
      you are using now could receive the answer. Allow it only if you have just started this \
      application yourself.</p>""";

  private ConsentPage() {}

  /** The question. */
  public static MutableHttpResponse<String> of(
      PendingRequest request,
      Client client,
      URI redirectUri,
      List<String> resources,
      Scope scope,
      Optional<URI> onwards) {
    Markup body =
        Markup.of(
            FORM,
            client.name(),
            identity(client),
            items(resources),
            items(scope.toStringList()),
            Objects.requireNonNullElse(redirectUri.getRawAuthority(), redirectUri.getScheme()),
            warning(client),
            HiddenFields.of(request.id(), request.csrf()));
    return Pages.form(HttpStatus.OK, "Allow access?", body, onwards);
  }

  /** A name can be anybody's; the host of the document that gives it cannot. */
  private static Markup identity(Client client) {
    return client.origin() == Origin.DOCUMENT
        ? Markup.of(DESCRIBED, URI.create(client.clientId()).getRawAuthority(), client.clientId())
        : Markup.of("<dt>Client</dt><dd><code>%s</code></dd>", client.clientId());
  }

  private static Markup warning(Client client) {
    return !client.redirects().isEmpty()
            && client.redirects().stream().allMatch(RedirectUris::isLoopback)
        ? Markup.of(LOOPBACK)
        : Markup.of("");
  }

  private static Markup items(List<String> values) {
    return Markup.all(
        values.stream().map(value -> Markup.of("<dd><code>%s</code></dd>", value)).toList());
  }
}
