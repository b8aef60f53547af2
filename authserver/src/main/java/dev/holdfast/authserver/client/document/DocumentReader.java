package dev.holdfast.authserver.client.document;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Descriptions;
import dev.holdfast.authserver.client.Origin;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a document into a client, if it is one (Client ID Metadata Document, section 4). */
@Singleton
final class DocumentReader {

  /** What rests on a secret that both sides know; there is none. */
  private static final Set<ClientAuthenticationMethod> SYMMETRIC =
      Set.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST,
          ClientAuthenticationMethod.CLIENT_SECRET_JWT);

  private final Descriptions descriptions;
  private final Clock clock;

  DocumentReader(Descriptions descriptions, Clock clock) {
    this.descriptions = descriptions;
    this.clock = clock;
  }

  /** The client that a document describes. */
  Client read(String clientId, String json) throws UnusableDocumentException {
    Map<String, Object> said = parse(json);
    // Section 4.1: the document is about the address it stands at.
    refuseUnless(clientId.equals(said.get("client_id")), "client_id is not its address");
    // MCP, Client ID Metadata Documents: required fields.
    refuseUnless(
        said.get("client_name") instanceof String name && !name.isBlank(), "no client_name");
    refuseUnless(said.containsKey("redirect_uris"), "no redirect_uris");
    // Section 4.1: nothing secret, and nothing that needs a secret.
    refuseUnless(
        !said.containsKey("client_secret") && !said.containsKey("client_secret_expires_at"),
        "a secret");
    OIDCClientMetadata metadata = accept(said);
    refuseUnless(!SYMMETRIC.contains(metadata.getTokenEndpointAuthMethod()), "a shared secret");
    return new Client(
        clientId, Origin.DOCUMENT, metadata, null, null, List.of(), false, clock.instant(), null);
  }

  private OIDCClientMetadata accept(Map<String, Object> said) throws UnusableDocumentException {
    try {
      return descriptions.accept(said, ClientAuthenticationMethod.NONE);
    } catch (OAuthRefusal e) {
      throw new UnusableDocumentException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> parse(String json) throws UnusableDocumentException {
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException e) {
      throw new UnusableDocumentException("not a JSON object");
    }
  }

  private static void refuseUnless(boolean right, String reason) throws UnusableDocumentException {
    if (!right) {
      throw new UnusableDocumentException(reason);
    }
  }
}
