package dev.holdfast.authserver.consent;

import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.client.Client;
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
      <dt>Client</dt><dd><code>%s</code></dd>
      <dt>Access to</dt>%s
      <dt>Permissions</dt>%s
      <dt>You will be sent to</dt><dd><strong>%s</strong></dd>
      </dl>
      <form method="post" action="/consent">
      %s
      <button type="submit" name="decision" value="allow">Allow</button>
      <button type="submit" name="decision" value="deny" class="quiet">Deny</button>
      </form>
      """;

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
            client.clientId(),
            items(resources),
            items(scope.toStringList()),
            Objects.requireNonNullElse(redirectUri.getRawAuthority(), redirectUri.getScheme()),
            HiddenFields.of(request.id(), request.csrf()));
    return Pages.form(HttpStatus.OK, "Allow access?", body, onwards);
  }

  private static Markup items(List<String> values) {
    return Markup.all(
        values.stream().map(value -> Markup.of("<dd><code>%s</code></dd>", value)).toList());
  }
}
