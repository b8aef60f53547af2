package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.net.URI;
import net.minidev.json.JSONObject;

/** Sends Nimbus' requests with timeouts and without following redirects. */
final class Wire {
  private static final int TIMEOUT_MILLIS = 30_000;

  private Wire() {}

  static HTTPResponse send(HTTPRequest request) {
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    try {
      return request.send();
    } catch (IOException e) {
      throw new UnexpectedAnswer("No answer from " + request.getURI(), e);
    }
  }

  static JSONObject json(URI uri) {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, uri);
    request.setAccept("application/json");
    HTTPResponse response = send(request);
    try {
      response.ensureStatusCode(200);
      return response.getBodyAsJSONObject();
    } catch (ParseException e) {
      throw new UnexpectedAnswer("Not the expected document at " + uri, e);
    }
  }
}
