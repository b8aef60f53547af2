package dev.holdfast.local.client;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.net.URI;
import java.util.List;
import net.minidev.json.JSONObject;

/** The way from an MCP address to its authorization server, as the MCP specification walks it. */
public final class Discovery {
  private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"discovery","version":"1"}}}""";

  private Discovery() {}

  /**
   * Calls an MCP endpoint without a token.
   *
   * @throws UnexpectedAnswer unless it answers 401 with a usable challenge
   */
  public static Challenge challenge(URI mcp) {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, mcp);
    request.setEntityContentType(ContentType.APPLICATION_JSON);
    request.setAccept("application/json, text/event-stream");
    request.setBody(INITIALIZE);
    HTTPResponse response = Wire.send(request);
    if (response.getStatusCode() != 401 || response.getWWWAuthenticate() == null) {
      throw new UnexpectedAnswer(
          "Expected 401 with a challenge from " + mcp + ", got " + response.getStatusCode());
    }
    return Challenge.parse(response.getWWWAuthenticate());
  }

  /** Reads what a challenge points to. The challenge's scope counts before the document's. */
  public static ProtectedResource resource(URI mcp, Challenge challenge) {
    JSONObject document = Wire.json(challenge.resourceMetadata());
    try {
      URI resource = JSONObjectUtils.getURI(document, "resource");
      // RFC 9728 section 3.3: metadata of another resource must not be used.
      if (!resource.equals(mcp)) {
        throw new UnexpectedAnswer("Metadata of " + resource + " offered for " + mcp);
      }
      List<Issuer> issuers =
          JSONObjectUtils.getStringList(document, "authorization_servers").stream()
              .map(Issuer::new)
              .toList();
      Scope supported =
          Scope.parse(JSONObjectUtils.getStringList(document, "scopes_supported", List.of()));
      return new ProtectedResource(
          resource, issuers, challenge.scope().isEmpty() ? supported : challenge.scope());
    } catch (ParseException e) {
      throw new UnexpectedAnswer("Broken metadata at " + challenge.resourceMetadata(), e);
    }
  }

  /**
   * Reads an authorization server's metadata.
   *
   * @throws UnexpectedAnswer if the document is another issuer's (RFC 8414 section 3.3) or lacks
   *     S256
   */
  public static AuthorizationServerMetadata server(Issuer issuer) {
    URI uri = URI.create(issuer.getValue());
    String path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
    // RFC 8414 section 3.1: the well-known part goes between host and path.
    URI document = uri.resolve(WELL_KNOWN + path);
    try {
      var metadata = AuthorizationServerMetadata.parse(Wire.json(document));
      if (!metadata.getIssuer().equals(issuer)) {
        throw new UnexpectedAnswer(
            "Metadata of " + metadata.getIssuer() + " offered for " + issuer);
      }
      // MCP, Authorization Code Protection: without advertised PKCE a client must not go on.
      if (metadata.getCodeChallengeMethods() == null
          || !metadata.getCodeChallengeMethods().contains(AuthorizationAttempt.METHOD)) {
        throw new UnexpectedAnswer("No S256 advertised by " + issuer);
      }
      return metadata;
    } catch (ParseException e) {
      throw new UnexpectedAnswer("Broken metadata at " + document, e);
    }
  }
}
