package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.TokenEvent.RefreshReused;
import dev.holdfast.contracts.grants.EndGrant;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IntrospectGrant;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.GrantRequests;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told of grants changes none. */
class GrantLooksHttpTest extends GrantsScene {

  @Test
  void introspectionTellsTheCurrentTokenAndChangesNothing() {
    GrantTokens issued = issue();
    IntrospectedGrant first = introspect(issued);
    assertThat(first.active()).isTrue();
    assertThat(first.grant()).isEqualTo(issued.grant());
    assertThat(first.issuedAt()).isEqualTo(issued.grant().issuedAt());
    assertThat(first.expiresAt()).isEqualTo(issued.refreshExpiresAt());

    server.clock().advance(Duration.ofSeconds(3));
    GrantTokens refreshed = refresh(issued.refreshToken());
    IntrospectedGrant second = introspect(refreshed);
    assertThat(second).isEqualTo(introspect(refreshed));
    assertThat(second.issuedAt()).isEqualTo(server.clock().instant());
    assertThat(second.expiresAt()).isEqualTo(refreshed.refreshExpiresAt());
    assertThat(refresh(refreshed.refreshToken()).grant()).isEqualTo(issued.grant());
  }

  @Test
  void introspectedPredecessorIsInactiveAndNoReuse() {
    GrantTokens issued = issue();
    GrantTokens refreshed = refresh(issued.refreshToken());

    assertThat(introspect(issued)).isEqualTo(IntrospectedGrant.inactive());
    server.clock().advance(Duration.ofMinutes(1));
    assertThat(introspect(issued)).isEqualTo(IntrospectedGrant.inactive());

    assertThat(introspect(refreshed).active()).isTrue();
    assertThat(server.events(RefreshReused.class, subject)).isEmpty();
    assertThat(server.events(GrantRevoked.class, subject)).isEmpty();
  }

  @Test
  void introspectionOfWhatIsUnknownEndedExpiredOrForeignTellsNothing() {
    GrantTokens ended = issue();
    grants.end(ended.grant().gid(), new EndGrant(EndReason.LOGOUT));
    assertThat(introspect(ended)).isEqualTo(IntrospectedGrant.inactive());
    assertThat(grants.introspect(new IntrospectGrant(Secret.of("forged"))))
        .isEqualTo(IntrospectedGrant.inactive());

    GrantTokens live = issue();
    server.callAsProviderWith(ServiceScope.GRANTS_WRITE);
    assertThat(introspect(live)).isEqualTo(IntrospectedGrant.inactive());
    server.clock().advance(Duration.ofDays(30));
    server.callWith(ServiceScope.GRANTS_WRITE);
    assertThat(introspect(live)).isEqualTo(IntrospectedGrant.inactive());

    server.callWith(ServiceScope.GRANTS_READ);
    assertThatThrownBy(() -> introspect(live))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(403));
  }

  @Test
  void liveGrantsAreThoseOfThePersonThatNeitherEndedNorExpired() {
    GrantTokens live = issue();
    GrantTokens ended = issue();
    grants.end(ended.grant().gid(), new EndGrant(EndReason.LOGOUT));
    grants.issue(GrantRequests.refreshable(server.someone(), CLIENT, server.clock().instant()));

    Instant begun = live.grant().issuedAt();
    assertThat(grants.live(subject))
        .containsExactly(new LiveGrant(live.grant(), "Firefox on Linux", begun));
    server.clock().advance(Duration.ofSeconds(7));
    refresh(live.refreshToken());
    assertThat(grants.live(subject))
        .containsExactly(new LiveGrant(live.grant(), "Firefox on Linux", server.clock().instant()));
    server.clock().advance(Duration.ofDays(30));
    server.callWith(ServiceScope.GRANTS_WRITE);
    assertThat(grants.live(subject)).isEmpty();
  }

  @Test
  void liveGrantsAreShownToTheirOwnIssuerOnly() {
    issue();
    server.callAsProviderWith(ServiceScope.GRANTS_WRITE);
    assertThatThrownBy(() -> grants.live(subject))
        .isInstanceOfSatisfying(
            HttpClientResponseException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(403));
  }

  private IntrospectedGrant introspect(GrantTokens tokens) {
    return grants.introspect(new IntrospectGrant(given(tokens.refreshToken())));
  }
}
