package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private final EventCodec codec = new EventCodec();
  private final ObjectMapper json = new ObjectMapper();

  static List<Event> everyEvent() {
    return Events.all();
  }

  @Test
  void everyTypeHasAnExampleHere() {
    assertThat(Events.all().stream().map(EventType::of).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(EventType.values());
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void producedEventsKeepTheirPublishedSchema(Event event) {
    assertThat(Schemas.violations(EventType.of(event), codec.encode(event).value())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void anEncodedEventDecodesToItsEqual(Event event) {
    assertThat(codec.decode(codec.encode(event).value())).isEqualTo(new Decoded.Known(event));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void anEventGoesToItsTypesTopicUnderItsSubjectsKey(Event event) {
    EncodedEvent encoded = codec.encode(event);

    assertThat(encoded.topic()).isEqualTo(EventType.of(event).topic());
    assertThat(encoded.key()).isEqualTo("http://localhost:9000 248289761001");
  }

  @Test
  void aForeignProducersExampleKeepsTheSchemaAndIsUnderstood() throws IOException {
    byte[] foreign = example();

    assertThat(Schemas.violations(EventType.LOGIN_SUCCESS, foreign)).isEmpty();
    assertThat(codec.decode(foreign))
        .isInstanceOfSatisfying(
            Decoded.Known.class,
            known ->
                assertThat(known.event())
                    .isInstanceOfSatisfying(
                        IdentityEvent.LoginSuccess.class,
                        login -> {
                          assertThat(login.clientId()).isEqualTo("console");
                          assertThat(login.sid()).isEqualTo("08a5019c-17e1-4977-8f42-65a12843ea02");
                          assertThat(login.header().time()).isEqualTo(Events.HEADER.time());
                          assertThat(login.header().subject()).isEqualTo(Events.HEADER.subject());
                        }));
  }

  @Test
  void aTypeOutsideTheTableIsUnknownAndNamed() throws IOException {
    ObjectNode event = (ObjectNode) json.readTree(example());
    event.put("type", "dev.holdfast.user-promoted");

    assertThat(codec.decode(json.writeValueAsBytes(event)))
        .isEqualTo(new Decoded.Unknown("dev.holdfast.user-promoted"));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void aTruncatedEventIsUnreadable(Event event) {
    byte[] whole = codec.encode(event).value();

    assertThat(codec.decode(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void nothingAtAllIsUnreadable() {
    assertThat(codec.decode(null)).isInstanceOf(Decoded.Unreadable.class);
    assertThat(codec.decode(new byte[0])).isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void anOversizedRecordIsUnreadable() {
    byte[] spaces = new byte[256 * 1024 + 1];
    Arrays.fill(spaces, (byte) ' ');

    assertThat(codec.decode(spaces)).isInstanceOf(Decoded.Unreadable.class);
  }

  @ParameterizedTest
  @EnumSource
  void anEventWithoutAnyOneRequiredMemberIsRefusedByCodecAndSchema(Missing missing)
      throws IOException {
    ObjectNode event = (ObjectNode) json.readTree(example());
    missing.parent(event).remove(missing.member);
    byte[] value = json.writeValueAsBytes(event);

    assertThat(Schemas.violations(EventType.LOGIN_SUCCESS, value)).isNotEmpty();
    assertThat(codec.decode(value)).isInstanceOf(Decoded.Unreadable.class);
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void everyTextAnEventNeedsIsDemandedByCodecAndSchema(Event event) throws IOException {
    byte[] whole = codec.encode(event).value();
    List<String> members = new ArrayList<>();
    json.readTree(whole).get("data").fieldNames().forEachRemaining(members::add);
    members.removeAll(List.of("event_type", "cause", "spared_sid", "client_ids", "source"));
    members.removeAll(List.of("refusal", "arguments", "owner_iss", "owner_sub", "execution"));
    members.remove("refreshed_at");

    for (String member : members) {
      ObjectNode changed = (ObjectNode) json.readTree(whole);
      ObjectNode data = (ObjectNode) changed.get("data");
      if (!data.get(member).isNumber()) {
        data.remove(member);
        byte[] value = json.writeValueAsBytes(changed);
        assertThat(Schemas.violations(EventType.of(event), value)).as(member).isNotEmpty();
        assertThat(codec.decode(value)).as(member).isInstanceOf(Decoded.Unreadable.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"credential_type", "change_type"})
  void aValueOutsideItsListIsUnreadable(String member) throws IOException {
    Event event =
        new IdentityEvent.CredentialsChanged(
            Events.HEADER, CredentialType.PASSKEY, CredentialChange.CREATE);
    ObjectNode changed = (ObjectNode) json.readTree(codec.encode(event).value());
    ((ObjectNode) changed.get("data")).put(member, "telepathy");
    byte[] value = json.writeValueAsBytes(changed);

    assertThat(Schemas.violations(EventType.CREDENTIALS_CHANGED, value)).isNotEmpty();
    assertThat(codec.decode(value)).isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void schemasListExactlyTheNamesOfTheirEnums() {
    assertThat(Schemas.listed(EventType.GRANT_REVOKED, "reason"))
        .isEqualTo(names(EndReason.values()));
    assertThat(Schemas.listed(EventType.SWEEP_APPLIED, "reason"))
        .isEqualTo(names(EndReason.values()));
    assertThat(Schemas.listed(EventType.ACCESS_EPOCH, "reason"))
        .isEqualTo(names(EpochReason.values()));
    assertThat(Schemas.listed(EventType.EPOCH_RAISED, "reason"))
        .isEqualTo(names(EpochReason.values()));
    assertThat(Schemas.listed(EventType.LOGIN_FAILED, "reason"))
        .isEqualTo(names(LoginFailure.values()));
    assertThat(Schemas.listed(EventType.TOOL_CALLED, "outcome"))
        .isEqualTo(names(CallOutcome.values()));
  }

  @Test
  void theReasonOfAnUnreadableEventHoldsNoPayload() {
    byte[] value = "{\"specversion\":\"1.0\",\"token\":\"s3cr3t".getBytes(StandardCharsets.UTF_8);

    assertThat(codec.decode(value))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).doesNotContain("s3cr3t"));
  }

  enum Missing {
    ID("", "id"),
    SOURCE("", "source"),
    TYPE("", "type"),
    TIME("", "time"),
    DATA("", "data"),
    SUBJECT("/data", "sub_id"),
    FORMAT("/data/sub_id", "format"),
    ISSUER("/data/sub_id", "iss"),
    SUB("/data/sub_id", "sub"),
    CLIENT("/data", "client_id"),
    SID("/data", "sid");

    private final String pointer;
    private final String member;

    Missing(String pointer, String member) {
      this.pointer = pointer;
      this.member = member;
    }

    ObjectNode parent(ObjectNode event) {
      return (ObjectNode) event.at(pointer);
    }
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static byte[] example() throws IOException {
    try (InputStream file =
        EventCodecTest.class.getResourceAsStream("/examples/login-success.json")) {
      return requireNonNull(file, "docs/examples/login-success.json").readAllBytes();
    }
  }
}
