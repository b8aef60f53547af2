package dev.holdfast.authserver.logout;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;

/** The way to clients. */
public interface BackChannel {

  /**
   * Sends a logout token (OpenID Connect Back-Channel Logout, section 2.5).
   *
   * @throws NoticeRefused if the client cannot be reached, may not be, or answers anything but 200
   *     or 204
   */
  void send(URI address, SignedJWT logoutToken);
}
