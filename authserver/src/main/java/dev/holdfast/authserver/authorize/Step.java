package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import dev.holdfast.authserver.login.LoginSession;
import java.net.URI;

/** What a pending request needs next. */
public sealed interface Step {

  /** The person must sign in. */
  record Login() implements Step {}

  /** The person must decide. */
  record Consent() implements Step {}

  /** The person must go to an upstream provider. */
  record Connect(URI authorizationUri) implements Step {}

  /** Nothing: the code can be issued. */
  record Issue(LoginSession login) implements Step {}

  /** It ends without a code. */
  record Refuse(ErrorObject error) implements Step {}
}
