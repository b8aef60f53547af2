package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.WayIn;
import dev.holdfast.authserver.login.WaysIn;
import dev.holdfast.authserver.passkey.WebAuthn.NewCredential;
import dev.holdfast.authserver.user.LostCredentials;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.CredentialType;
import dev.holdfast.contracts.events.IdentityEvent.CredentialsChanged;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds and removes passkeys. Each change is one transaction that takes the user's row first, and
 * tells the world.
 */
@Singleton
public class PasskeyChanges {

  private static final Logger log = LoggerFactory.getLogger(PasskeyChanges.class);

  /** More than anybody's devices, and still a short list. */
  private static final int MOST = 20;

  private final Users users;
  private final Passkeys passkeys;
  private final Holders holders;
  private final WaysIn waysIn;
  private final LostCredentials lost;
  private final UserEvents events;
  private final Outbox outbox;
  private final Clock clock;

  PasskeyChanges(
      Users users,
      Passkeys passkeys,
      Holders holders,
      WaysIn waysIn,
      LostCredentials lost,
      UserEvents events,
      Outbox outbox,
      Clock clock) {
    this.users = users;
    this.passkeys = passkeys;
    this.holders = holders;
    this.waysIn = waysIn;
    this.lost = lost;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Adds a verified credential; what the person has already goes on. */
  @Transactional
  boolean add(LoginSession login, NewCredential credential, String label) {
    String userId = login.userId();
    String id = Passkey.id(credential.credentialId());
    if (users.lockRow(userId).filter(user -> user.trusts(login.authTime())).isEmpty()
        || passkeys.of(userId).size() >= MOST
        // WebAuthn Level 3, section 7.1, step 26: nobody has it.
        || passkeys.byId(id).isPresent()) {
      return false;
    }
    Instant now = clock.instant();
    passkeys.save(passkey(id, userId, credential, label, now));
    outbox.append(
        new CredentialsChanged(
            events.header(userId, now), CredentialType.PASSKEY, CredentialChange.CREATE));
    log.atInfo().addKeyValue("user", userId).addKeyValue("passkey", id).log("Passkey added");
    return true;
  }

  /** A person removes a passkey; every login ends, this one too. */
  @Transactional
  public Removal removeOwn(LoginSession login, String id) {
    Optional<User> user =
        users.lockRow(login.userId()).filter(found -> found.trusts(login.authTime()));
    List<Passkey> own = passkeys.of(login.userId());
    if (user.isEmpty() || own.stream().noneMatch(passkey -> passkey.id().equals(id))) {
      return Removal.UNKNOWN;
    }
    if (!waysIn.remainWithout(user.get(), new WayIn.Passkey(id))) {
      return Removal.ONLY_WAY;
    }
    if (own.size() == 1
        && holders.byUserId(login.userId()).filter(Holder::secondFactor).isPresent()) {
      return Removal.SECOND_FACTOR;
    }
    remove(user.get(), id, "person");
    return Removal.REMOVED;
  }

  /**
   * An operator removes a passkey, the last one too: it may be in the wrong hands. Without any, the
   * password alone is enough again.
   *
   * @return false if there is no such passkey
   */
  @Transactional
  public boolean removeFor(String userId, String id, String actor) {
    Optional<User> user = users.lockRow(userId);
    if (user.isEmpty() || passkeys.byId(id).filter(p -> p.userId().equals(userId)).isEmpty()) {
      return false;
    }
    Instant at = remove(user.get(), id, "operator");
    if (passkeys.of(userId).isEmpty()) {
      holders.setSecondFactor(userId, false);
    }
    outbox.append(
        new AdministratorActed(events.header(userId, at), actor, "user-passkey-remove", id));
    return true;
  }

  /** Sets whether a password has to be confirmed; false if there is no passkey to do it with. */
  @Transactional
  public boolean setSecondFactor(LoginSession login, boolean required) {
    String userId = login.userId();
    if (users.lockRow(userId).filter(user -> user.trusts(login.authTime())).isEmpty()
        || (required && passkeys.of(userId).isEmpty())) {
      return false;
    }
    holders.setSecondFactor(userId, required);
    log.atInfo()
        .addKeyValue("user", userId)
        .addKeyValue("required", required)
        .log("Second factor set");
    return true;
  }

  private Instant remove(User user, String id, String by) {
    passkeys.remove(id, user.id());
    Instant at = lost.revoked(user, CredentialType.PASSKEY);
    log.atInfo()
        .addKeyValue("user", user.id())
        .addKeyValue("passkey", id)
        .addKeyValue("by", by)
        .log("Passkey removed");
    return at;
  }

  private static Passkey passkey(
      String id, String userId, NewCredential credential, String label, Instant now) {
    return new Passkey(
        id,
        userId,
        credential.credentialId(),
        credential.publicKey(),
        credential.signCount(),
        credential.transports(),
        credential.backupEligible(),
        credential.backedUp(),
        label,
        now,
        null);
  }
}
