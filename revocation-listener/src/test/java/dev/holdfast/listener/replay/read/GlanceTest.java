package dev.holdfast.listener.replay.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.listener.fixtures.Happened;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {

  private static final SubjectId ALICE = new SubjectId("http://localhost:9000", "alice");
  private static final String DAMAGE = "\"\\{}[],:-.0aAeZ \n\u00e9";
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
    assertThat(everything.read(ByteBuffer.wrap(codec.encode(event).value()))).contains(event);
  }

  /** Whatever happens to a record on its way, both see the same in it. */
  @ParameterizedTest
  @MethodSource("events")
  void readsWhatTheCodecReadsOfDamagedRecords(Event event) {
    byte[] sound = codec.encode(event).value();
    Random random = new Random(sound.length);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = damaged(sound, random);

      assertThat(everything.read(ByteBuffer.wrap(damaged)))
          .as(() -> new String(damaged, UTF_8))
          .isEqualTo(decoded(damaged));
    }
  }

  @Test
  void membersThatComeTwiceAreReadAsTheCodecReadsThem() {
    String login =
        """
        {"specversion":"1.0","id":"1","source":"urn:cms","type":"dev.holdfast.login-success",\
        "time":"2026-11-20T10:00:00Z","data":{"sub_id":{"format":"iss_sub",\
        "iss":"http://one","sub":"alice"},"client_id":"cms","sid":"s1\"""";
    for (String more :
        List.of(
            "",
            ",\"sid\":\"s2\"",
            ",\"sid\":null",
            ",\"later\":[{},[1,{\"a\":[]}],true,false,null,-1]",
            ",\"later\":01",
            ",\"sub_id\":{\"format\":\"iss_sub\",\"iss\":\"http://two\",\"sub\":\"bob\"}",
            ",\"sub_id\":{\"format\":\"iss_sub\",\"sub\":\"bob\",\"iss\":\"http://two\"}")) {
      byte[] value = (login + more + "}}").getBytes(UTF_8);

      assertThat(everything.read(ByteBuffer.wrap(value))).as(more).isEqualTo(decoded(value));
    }
  }

  @Test
  void aRecordMayLieAnywhereInItsBuffer() {
    byte[] value = codec.encode(Happened.login(ALICE, "s1")).value();
    ByteBuffer fetched = ByteBuffer.allocate(value.length + 20).position(10);
    fetched.put(value).flip().position(10);
    ByteBuffer unreachable = ByteBuffer.allocateDirect(value.length).put(value).flip();

    assertThat(everything.read(fetched.slice())).isEqualTo(decoded(value));
    assertThat(everything.read(unreachable)).isEqualTo(decoded(value));
  }

  @Test
  void whatIsTooLargeForTheCodecIsDropped() {
    String login = new String(codec.encode(Happened.login(ALICE, "s1")).value(), UTF_8);
    int room = EventCodec.MAX_BYTES - login.length() - ",\"later\":\"\"".length();
    byte[] large = larger(login, room).getBytes(UTF_8);
    byte[] tooLarge = larger(login, room + 1).getBytes(UTF_8);

    assertThat(large).hasSize(EventCodec.MAX_BYTES);
    assertThat(everything.read(ByteBuffer.wrap(large))).isPresent().isEqualTo(decoded(large));
    assertThat(everything.read(ByteBuffer.wrap(tooLarge))).isEmpty().isEqualTo(decoded(tooLarge));
  }

  private static String larger(String login, int length) {
    String data = login.substring(0, login.length() - 2);
    return data + ",\"later\":\"" + "x".repeat(length) + "\"}}";
  }

  private Optional<Event> decoded(byte[] value) {
    return codec.decode(value) instanceof Decoded.Known(Event event)
        ? Optional.of(event)
        : Optional.empty();
  }

  /** One byte is another, is missing or is too many, or everything from there is missing. */
  private static byte[] damaged(byte[] sound, Random random) {
    int at = random.nextInt(sound.length);
    byte strange = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
    byte[] head = Arrays.copyOf(sound, at);
    byte[] tail = Arrays.copyOfRange(sound, at + 1, sound.length);
    return switch (random.nextInt(4)) {
      case 0 -> join(head, new byte[] {strange}, tail);
      case 1 -> join(head, tail);
      case 2 -> join(head, new byte[] {strange, sound[at]}, tail);
      default -> head;
    };
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  @Test
  void whatNobodyWantsIsDropped() {
    Glance kills = new Glance(EnumSet.of(EventType.USER_LOCKED));

    assertThat(kills.read(ByteBuffer.wrap(codec.encode(Happened.login(ALICE, "s1")).value())))
        .isEmpty();
    assertThat(kills.read(ByteBuffer.wrap(codec.encode(Happened.lock(ALICE)).value()))).isPresent();
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
    assertThat(everything.read(ByteBuffer.wrap(value.getBytes(UTF_8)))).isEmpty();
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

    assertThat(everything.read(ByteBuffer.wrap(login.getBytes(UTF_8))))
        .hasValueSatisfying(
            event -> {
              assertThat(event.header().time()).isEqualTo("2026-11-20T10:00:00.5Z");
              assertThat(event.header().subject()).isEqualTo(ALICE);
            });
  }
}
