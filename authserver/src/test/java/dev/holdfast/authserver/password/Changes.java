package dev.holdfast.authserver.password;

import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.IdentityEvent.CredentialsChanged;
import java.util.List;

/** What was published about the password of a user. */
final class Changes {

  private Changes() {}

  static List<CredentialChange> of(Operator.User user) {
    return Published.about(user.id(), CredentialsChanged.class).stream()
        .map(CredentialsChanged::changeType)
        .toList();
  }
}
