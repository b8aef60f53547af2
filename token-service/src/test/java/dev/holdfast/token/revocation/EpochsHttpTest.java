package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.AccessEpoch;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.GrantRequests;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EpochsHttpTest extends SweepsScene {

  @Test
  void epochIsToldAndReadBackAndNoGrantEnds() {
    String gid = issue();
    assertThat(grants.status(gid).accessEpoch()).isNull();

    revocations.raiseEpoch(raise("roles-1", now));

    assertThat(grants.status(gid).active()).isTrue();
    assertThat(grants.status(gid).accessEpoch()).isEqualTo(now);
    assertThat(grants.epoch(subject).accessEpoch()).isEqualTo(now);
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
    assertThat(server.events(AccessEpoch.class, subject))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.header().time()).isEqualTo(now);
              assertThat(event.reason()).isEqualTo(EpochReason.ROLES_CHANGED);
              assertThat(event.cause()).startsWith("roles-1");
            });
  }

  @Test
  void epochNeitherRepeatsNorGoesBack() {
    revocations.raiseEpoch(raise("roles-newer", now));
    revocations.raiseEpoch(raise("roles-newer", now));
    revocations.raiseEpoch(raise("roles-late", now.minusSeconds(5)));

    assertThat(grants.epoch(subject).accessEpoch()).isEqualTo(now);
    assertThat(server.events(AccessEpoch.class, subject)).hasSize(1);

    revocations.raiseEpoch(raise("roles-newest", now.plusNanos(1_000)));
    assertThat(grants.epoch(subject).accessEpoch()).isEqualTo(now.plusNanos(1_000));
    assertThat(server.events(AccessEpoch.class, subject)).hasSize(2);
  }

  @Test
  void epochDoesNotStandInForASweepOfTheSameEvent() {
    String gid = issue();
    String event = UUID.randomUUID().toString();

    RaiseEpoch raise = raise(event, now);
    revocations.raiseEpoch(raise);
    var swept =
        revocations.revoke(
            new RevokeGrants(
                raise.eventId(), subject, null, now.plusMillis(1), null, EndReason.USER_LOCKED));

    assertThat(swept.revoked()).isEqualTo(Map.of("console", 1));
    assertThat(grants.status(gid).active()).isFalse();
  }

  @RepeatedTest(10)
  void oneEventInTwoReplicasAtOnceIsOneEpoch() {
    EpochRaises here = server.get(EpochRaises.class);
    EpochRaises there = replica.get(EpochRaises.class);
    RaiseEpoch order = raise(UUID.randomUUID().toString(), now);

    var outcomes = Races.run(8, i -> () -> (i % 2 == 0 ? here : there).apply(order));

    assertThat(Races.values(outcomes)).hasSize(8).containsOnlyOnce(true);
    assertThat(server.events(AccessEpoch.class, subject)).hasSize(1);
  }

  @RepeatedTest(20)
  void newestOfManyEpochsAtOnceStays() {
    EpochRaises raises = server.get(EpochRaises.class);

    var outcomes =
        Races.run(
            8, i -> () -> raises.apply(raise(UUID.randomUUID().toString(), now.plusMillis(i))));

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(grants.epoch(subject).accessEpoch()).isEqualTo(now.plusMillis(7));
    assertThat(server.events(AccessEpoch.class, subject))
        .extracting(event -> event.header().time())
        .endsWith(now.plusMillis(7))
        .isSorted();
  }

  @Test
  void epochsAreForThePrimaryIssuersServicesWithTheScope() {
    server.callWith(ServiceScope.GRANTS_WRITE);
    forbidden(() -> revocations.raiseEpoch(raise("no-scope", now)));
    forbidden(() -> grants.epoch(subject));
    server.callAsProviderWith(ServiceScope.GRANTS_READ, ServiceScope.REVOCATIONS_WRITE);
    forbidden(() -> revocations.raiseEpoch(raise("other-issuer", now)));
    forbidden(() -> grants.epoch(subject));
    assertThat(server.events(AccessEpoch.class, subject)).isEmpty();
  }

  private String issue() {
    return grants.issue(GrantRequests.inSession(subject, "console", "sid-1", now)).grant().gid();
  }

  private RaiseEpoch raise(String event, Instant epoch) {
    return new RaiseEpoch(event + subject.subject(), subject, epoch, EpochReason.ROLES_CHANGED);
  }

  private static void forbidden(ThrowingCallable call) {
    assertThat(catchThrowableOfType(HttpClientResponseException.class, call).getStatus().getCode())
        .isEqualTo(403);
  }
}
