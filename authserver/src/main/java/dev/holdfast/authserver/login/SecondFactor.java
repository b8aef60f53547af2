package dev.holdfast.authserver.login;

import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.user.User;
import java.net.URI;
import java.util.Optional;

/** Asks people for more than their password. */
public interface SecondFactor {

  /**
   * Notes that a person's password was right, if that is not enough. Nobody is signed in until the
   * person has confirmed it where the browser is sent.
   *
   * @return where the browser has to go; empty if the password is enough
   */
  Optional<URI> demand(User user, PendingRequest request);
}
