package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.login.KnownWaysIn;
import dev.holdfast.authserver.login.WayIn;
import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.util.List;

/** Knows who has which passkeys. */
@Singleton
final class PasskeyWaysIn implements KnownWaysIn {

  private final Passkeys passkeys;

  PasskeyWaysIn(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public List<WayIn.Passkey> of(User user) {
    return passkeys.of(user.id()).stream().map(passkey -> new WayIn.Passkey(passkey.id())).toList();
  }
}
