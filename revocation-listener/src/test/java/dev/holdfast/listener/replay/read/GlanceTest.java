package dev.holdfast.listener.replay.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.listener.fixtures.Happened;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {

  private static final SubjectId ALICE = new SubjectId("http://localhost:9000", "alice");
  private final EventCodec codec = new EventCodec();
  private final Glance everything = new Glance(EnumSet.allOf(EventType.class));

  static Stream<Event> events() {
    List<Event> events = new ArrayList<>(Happened.kills(ALICE));
    events.addAll(Happened.harmless(ALICE));
    events.add(Happened.login(ALICE, "s\"1\" Größe \u20ac"));
    events.add(Happened.roles(ALICE, "editor"));
    events.add(Happened.clientDeletion(ALICE));
    var header = Happened.header(ALICE, Happened.AT);
    var scopes = new TreeSet<>(List.of("openid", "mcp:tools"));
    events.add(new TokenEvent.GrantIssued(header, "g1", "mcp-a", "s1", scopes));
    events.add(
        new TokenEvent.GrantRevoked(
            header,
            "g1",
            "mcp-a",
            "s1",
            Happened.AT,
            EndReason.LOGIN_ELSEWHERE,
            "e1",
            14L,
            Happened.AT));
    events.add(
        new TokenEvent.GrantRevoked(
            header, "g1", "mcp-a", "s1", Happened.AT, EndReason.LOGOUT, null, null, null));
    events.add(new TokenEvent.RefreshReused(header, "g1", "mcp-a", 1, 2, null));
    events.add(new TokenEvent.AccessEpoch(header, EpochReason.ROLES_CHANGED, "e1"));
    var counts = new TreeMap<>(Map.of("console", 2, "mcp-a", 1));
    var execution = new AuditEvent.Execution("v", 12, 3);
    events.add(
        new AuditEvent.SweepApplied(
            header, "e1", "t", EndReason.LOGIN_ELSEWHERE, scopes, "s1", counts, counts, execution));
    events.add(
        new AuditEvent.SweepApplied(
            header, "e1", "t", EndReason.USER_LOCKED, null, null, counts, new TreeMap<>(), null));
    events.add(
        new AuditEvent.EpochRaised(
            header, "e1", "t", EpochReason.ROLES_CHANGED, Happened.AT, execution));
    return events.stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsWhatTheCodecReads(Event event) {
    assertThat(everything.read(codec.encode(event).value())).contains(event);
  }

  @Test
  void whatNobodyWantsIsDropped() {
    Glance kills = new Glance(EnumSet.of(EventType.USER_LOCKED));

    assertThat(kills.read(codec.encode(Happened.login(ALICE, "s1")).value())).isEmpty();
    assertThat(kills.read(codec.encode(Happened.lock(ALICE)).value())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "[]",
        "{}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"dev.holdfast.user-locked\"}",
        "{\"specversion\":\"1.0\",\"type\":\"dev.holdfast.login-success\",\"data\":null}",
        "{\"specversion\":\"1.0\",\"type\":\"dev.holdfast.login-success\",\"data\":{\"sid\":1"
      })
  void whatIsBrokenIsDropped(String value) {
    assertThat(everything.read(value.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void anotherOrderOfMembersAndMembersOfOthersAreNoHindrance() {
    String login =
        """
        {"data":{"later":{"a":[1]},"sid":"s1","client_id":"cms","event_type":"x",
        "sub_id":{"sub":"alice","iss":"http://localhost:9000","format":"iss_sub"}},
        "traceparent":"00-1","time":"2026-11-20T11:00:00.5+01:00","source":"urn:cms","id":"1",
        "type":"dev.holdfast.login-success","specversion":"1.0"}
        """;

    assertThat(everything.read(login.getBytes(UTF_8)))
        .hasValueSatisfying(
            event -> {
              assertThat(event.header().time()).isEqualTo("2026-11-20T10:00:00.5Z");
              assertThat(event.header().subject()).isEqualTo(ALICE);
            });
  }
}
