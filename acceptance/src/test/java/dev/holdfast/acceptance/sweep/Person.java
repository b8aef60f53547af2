package dev.holdfast.acceptance.sweep;

import dev.holdfast.acceptance.fixture.GrantCalls;
import dev.holdfast.acceptance.fixture.GrantCalls.Begun;
import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.CredentialType;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

/** Somebody who does and suffers one thing after the other, by chance; and the model of it. */
final class Person {

  private static final String CONSOLE = "console";
  private static final URI SOURCE = URI.create("urn:test");

  private final GrantModel model = new GrantModel();
  private final List<String> clients = new ArrayList<>(List.of(CONSOLE));
  private final List<Held> held = new ArrayList<>();
  private final SubjectId who;
  private final GrantCalls grants;
  private final Mail mail;
  private final Random random;
  private final Clock clock = Clock.systemUTC();
  private Instant last = Instant.EPOCH;
  private String sid = "s0";

  /** A grant as its client has it: every refresh token it ever got, the newest last. */
  private record Held(String gid, String client, List<Secret> tokens) {}

  Person(SubjectId who, GrantCalls grants, Mail mail, Random random) {
    this.who = who;
    this.grants = grants;
    this.mail = mail;
    this.random = random;
  }

  GrantModel model() {
    return model;
  }

  /** Does one thing, and lets some of what was told arrive. */
  void step() {
    switch (random.nextInt(30)) {
      case 0, 1, 2, 3, 4 -> signIn();
      case 5, 6 -> register();
      case 7, 8, 9, 10 -> begin(one(clients));
      case 11 -> happened(kill());
      case 12 -> happened(new IdentityEvent.RolesChanged(header(who), new TreeSet<>()));
      case 13 -> happened(harmless());
      case 14 -> endRegistration();
      case 15 -> revoke();
      case 16 -> useOlder();
      case 17, 18 -> usePredecessor();
      default -> refresh();
    }
    if (random.nextInt(3) == 0) {
      mail.deliverOne();
    }
    if (random.nextInt(20) == 0) {
      mail.repeatOne();
    }
  }

  /** The rest of what was told arrives. */
  void deliverAll() {
    mail.deliverAll();
  }

  /** Often in the session there is: such a login spares its own grants. */
  private void signIn() {
    if (random.nextInt(3) != 0) {
      sid = "s" + random.nextInt(1000);
    }
    happened(new IdentityEvent.LoginSuccess(header(who), CONSOLE, sid));
    begin(CONSOLE);
  }

  private void register() {
    String client = "mcp-" + UUID.randomUUID();
    happened(new IdentityEvent.ClientRegistered(header(client(client)), client));
    clients.add(client);
    begin(client);
  }

  private void endRegistration() {
    if (clients.size() > 1) {
      String client = clients.remove(1 + random.nextInt(clients.size() - 1));
      happened(new IdentityEvent.ClientDeleted(header(client(client)), client));
    }
  }

  private void begin(String client) {
    Instant now = now();
    Begun begun = grants.issue(who, client, sid, now);
    model.issued(begun.gid(), client, sid, now);
    held.add(new Held(begun.gid(), client, new ArrayList<>(List.of(begun.refreshToken()))));
  }

  private void refresh() {
    if (!held.isEmpty()) {
      Held grant = one(held);
      Optional<Secret> next = grants.refresh(grant.tokens().getLast(), grant.client());
      if (isLive(grant) && next.isEmpty()) {
        throw new AssertionError("A live grant was not refreshed: " + grant.gid());
      }
      next.ifPresent(
          token -> {
            grant.tokens().add(token);
            model.refreshed(grant.gid());
          });
    }
  }

  /** As several tabs do that know nothing of each other. */
  private void usePredecessor() {
    List<Held> used = held.stream().filter(grant -> grant.tokens().size() > 1).toList();
    if (!used.isEmpty()) {
      Held grant = one(used);
      List<Secret> tokens = grant.tokens();
      Optional<Secret> same = grants.refresh(tokens.get(tokens.size() - 2), grant.client());
      if (isLive(grant) && !same.equals(Optional.of(tokens.getLast()))) {
        throw new AssertionError("Parallel refreshes of a live grant part: " + grant.gid());
      }
    }
  }

  /** As a thief does, or a client that lost an answer. */
  private void useOlder() {
    List<Held> old = held.stream().filter(grant -> grant.tokens().size() > 2).toList();
    if (!old.isEmpty()) {
      Held grant = one(old);
      int older = random.nextInt(grant.tokens().size() - 2);
      if (grants.refresh(grant.tokens().get(older), grant.client()).isPresent()) {
        throw new AssertionError("An old token was good for something: " + grant.gid());
      }
      model.endedByClient(grant.gid(), EndReason.REFRESH_REUSED);
    }
  }

  private void revoke() {
    if (!held.isEmpty()) {
      Held grant = one(held);
      grants.revoke(one(grant.tokens()), grant.client());
      model.endedByClient(grant.gid(), EndReason.CLIENT_REQUEST);
    }
  }

  private IdentityEvent kill() {
    return switch (random.nextInt(6)) {
      case 0 -> new IdentityEvent.UserLocked(header(who));
      case 1 -> new IdentityEvent.UserDisabled(header(who));
      case 2 -> new IdentityEvent.UserDeleted(header(who));
      case 3 -> new IdentityEvent.ProviderUnlinked(header(who), "workforce");
      case 4 ->
          new IdentityEvent.CredentialsChanged(
              header(who), CredentialType.PASSWORD, CredentialChange.UPDATE);
      default ->
          new IdentityEvent.CredentialsChanged(
              header(who), CredentialType.PASSKEY, CredentialChange.REVOKE);
    };
  }

  private IdentityEvent harmless() {
    return switch (random.nextInt(5)) {
      case 0 -> new IdentityEvent.LoginFailed(header(who), CONSOLE, LoginFailure.WRONG_PASSWORD);
      case 1 -> new IdentityEvent.Logout(header(who), sid);
      case 2 -> new IdentityEvent.UserCreated(header(who));
      case 3 -> new IdentityEvent.UserUnlocked(header(who));
      default ->
          new IdentityEvent.CredentialsChanged(
              header(who), CredentialType.PASSKEY, CredentialChange.CREATE);
    };
  }

  private void happened(IdentityEvent event) {
    model.happened(event);
    mail.post(event);
  }

  private boolean isLive(Held grant) {
    return model.isLive(grant.gid());
  }

  private SubjectId client(String id) {
    return new SubjectId(who.issuer(), id);
  }

  private EventHeader header(SubjectId subject) {
    return new EventHeader(UUID.randomUUID().toString(), SOURCE, now(), subject);
  }

  /** Each a microsecond after the last at least: that is what the services can tell apart. */
  private Instant now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    return last;
  }

  private <T> T one(List<T> many) {
    return many.get(random.nextInt(many.size()));
  }
}
