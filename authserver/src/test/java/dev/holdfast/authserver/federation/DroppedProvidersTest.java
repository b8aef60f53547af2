package dev.holdfast.authserver.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.Logout;
import dev.holdfast.contracts.events.IdentityEvent.ProviderUnlinked;
import dev.holdfast.testsupport.Races;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that is taken out of the configuration; row 15. */
class DroppedProvidersTest {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private final OtherProvider leaving = new OtherProvider("leaving", true);
  private final Operator operator = new Operator();

  @AfterEach
  void stop() {
    leaving.stop();
  }

  @Test
  void aProviderDroppedFromTheConfigurationIsUnlinkedOnceByAllReplicas() {
    List<String> userIds;
    try (Replica before = Replica.with(leaving.settings())) {
      userIds = List.of(newUser(), newUser(), newUser());
      for (String userId : userIds) {
        before.bean(FederatedIdentities.class).save(linkedLongAgo(userId));
      }
    }
    try (Replica one = Replica.with(Map.of());
        Replica two = Replica.with(Map.of())) {
      Races.run(2, () -> sweep(one, two));
      awaitUnlinked(userIds);
      one.bean(DroppedProviders.class).sweep();
    }

    assertThat(userIds)
        .allSatisfy(
            userId -> {
              assertThat(Published.about(userId, ProviderUnlinked.class)).hasSize(1);
              assertThat(Published.about(userId, Logout.class)).hasSize(1);
              assertThat(providersOf(userId)).contains("acme").doesNotContain("leaving");
            });
  }

  /** An old replica in a rollout does not know the provider that the new ones let people in by. */
  @Test
  void whomAProviderLetInSinceAReplicaStartedOnlyALaterReplicaUnlinks() {
    String absent = newUser();
    String present = newUser();
    String linkedNow = newUser();
    try (Replica old = Replica.with(Map.of())) {
      var identities = Server.bean(FederatedIdentities.class);
      Instant now = old.bean(Clock.class).instant();
      identities.save(linked(linkedNow, now));
      identities.save(usedAt(linkedLongAgo(present), now));
      identities.save(linkedLongAgo(absent));

      old.bean(DroppedProviders.class).sweep();

      awaitUnlinked(List.of(absent));
      assertThat(List.of(present, linkedNow))
          .allSatisfy(
              userId -> {
                assertThat(providersOf(userId)).contains("leaving");
                assertThat(Published.about(userId, ProviderUnlinked.class)).isEmpty();
              });
    }

    try (Replica later = Replica.with(Map.of())) {
      later.bean(DroppedProviders.class).sweep();
      awaitUnlinked(List.of(present, linkedNow));
    }
  }

  @Test
  void aReplicaSparesNobodyForLongerThanADay() {
    String userId = newUser();
    try (Replica replica = Replica.withFakeClock(Map.of())) {
      var dropped = replica.bean(DroppedProviders.class);
      replica
          .bean(FederatedIdentities.class)
          .save(usedAt(linkedLongAgo(userId), replica.clock().instant()));

      replica.clock().advance(Duration.ofDays(1));
      dropped.sweep();
      assertThat(providersOf(userId)).contains("leaving");

      replica.clock().advance(Duration.ofMillis(1));
      dropped.sweep();
      assertThat(providersOf(userId)).doesNotContain("leaving");
    }
  }

  private static String newUser() {
    return Visitor.of(OtherProvider.ACME).signIn();
  }

  private FederatedIdentity linkedLongAgo(String userId) {
    return linked(userId, LONG_AGO);
  }

  private FederatedIdentity linked(String userId, Instant at) {
    return FederatedIdentity.of(
        new ExternalPerson(
            "leaving",
            leaving.issuer(),
            "ext-" + userId,
            List.of(),
            Optional.empty(),
            Optional.empty()),
        userId,
        at);
  }

  private static FederatedIdentity usedAt(FederatedIdentity identity, Instant at) {
    return new FederatedIdentity(
        identity.id(),
        identity.provider(),
        identity.issuer(),
        identity.externalSubject(),
        identity.userId(),
        identity.linkedAt(),
        at);
  }

  private static int sweep(Replica one, Replica two) {
    one.bean(DroppedProviders.class).sweep();
    two.bean(DroppedProviders.class).sweep();
    return 0;
  }

  private static void awaitUnlinked(List<String> userIds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(userIds)
                    .allSatisfy(
                        userId ->
                            assertThat(Published.about(userId, ProviderUnlinked.class))
                                .singleElement()
                                .extracting(ProviderUnlinked::provider)
                                .isEqualTo("leaving")));
  }

  private String providersOf(String userId) {
    return operator.get("/admin/users/" + userId + "/providers").body();
  }
}
