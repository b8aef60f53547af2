package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.user.Rights;
import dev.holdfast.authserver.user.Users;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Leaves of a request what the signed-in person has the right to grant. */
@Singleton
public final class Permitted {

  private final Users users;
  private final Rights rights;

  Permitted(Users users, Rights rights) {
    this.users = users;
    this.rights = rights;
  }

  /** The request with fewer scopes, perhaps none; the same while nobody is signed in. */
  public AcceptedRequest narrow(AcceptedRequest request, Optional<LoginSession> login) {
    return login
        .flatMap(session -> users.byId(session.userId()))
        .map(user -> rights.within(request.scope().toStringList(), user))
        .map(scopes -> request.withScope(Scope.parse(scopes)))
        .orElse(request);
  }
}
