package dev.holdfast.authserver.logout.http;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.logout.BackChannel;
import dev.holdfast.authserver.logout.LogoutSettings;
import dev.holdfast.authserver.logout.NoticeRefused;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

@Singleton
final class HttpBackChannel implements BackChannel {

  private final HttpClient http = HttpClient.newHttpClient();
  private final LogoutSettings settings;

  HttpBackChannel(LogoutSettings settings) {
    this.settings = settings;
  }

  @Override
  public void send(URI address, SignedJWT logoutToken) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED)
            .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + logoutToken.serialize()))
            .build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      // OpenID Connect Back-Channel Logout, section 2.8.
      if (status != 200 && status != 204) {
        throw new NoticeRefused("status " + status);
      }
    } catch (IOException e) {
      throw new NoticeRefused(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoticeRefused("interrupted");
    }
  }
}
