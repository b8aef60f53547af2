package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.State;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What became of an authorization request (RFC 6749, section 4.1.2.1). */
public sealed interface Checked {

  /** It may go on. */
  record Accepted(AcceptedRequest request) implements Checked {}

  /** The person is told, because the redirection URI is not to be trusted. */
  record Shown(String reason) implements Checked {}

  /** The client is told. */
  record SentBack(URI redirectUri, ResponseMode mode, @Nullable State state, ErrorObject error)
      implements Checked {}
}
