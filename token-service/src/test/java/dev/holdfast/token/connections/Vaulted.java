package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import dev.holdfast.token.encryption.KeyStage;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeyStore;
import dev.holdfast.token.encryption.UserKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Users with an upstream token and a consent under way each, put straight into the vault. */
public final class Vaulted {

  private final TokenServer server;
  private final List<ConnectionKey> keys;

  /** So many more users of a server, who are connected to the stub provider. */
  public Vaulted(TokenServer server, int users) {
    this.server = server;
    this.keys =
        IntStream.range(0, users)
            .mapToObj(_ -> new ConnectionKey(server.someone(), "demo"))
            .toList();
    keys.forEach(this::connect);
  }

  /** Settings of the provider, who is never called. */
  public static Map<String, Object> settings() {
    try (var provider = new StubProvider()) {
      return Map.copyOf(provider.settings());
    }
  }

  /** The connections. */
  public List<ConnectionKey> keys() {
    return keys;
  }

  /** The users. */
  public List<SubjectId> users() {
    return keys.stream().map(ConnectionKey::subject).toList();
  }

  /** Asserts that a server can read everything of everybody. */
  public void assertReadableAt(TokenServer reader) {
    keys.forEach(key -> assertReadableAt(reader, key));
  }

  /** Asserts that a server can read everything of one user. */
  public void assertReadableAt(TokenServer reader, ConnectionKey key) {
    assertThat(reader.get(Connections.class).token(key))
        .isInstanceOfSatisfying(
            Usable.class,
            usable -> assertThat(usable.token().accessToken()).isEqualTo(access(key)));
    UserKey userKey = reader.get(UserKeys.class).find(key.subject()).orElseThrow();
    StoredConnection stored = reader.get(ConnectionStore.class).find(key).orElseThrow();
    Bytes refresh = Objects.requireNonNull(stored.refreshToken());
    assertThat(new TokenSeal(userKey, key).refreshToken(stored, refresh)).isEqualTo(refresh(key));
    assertThat(reader.get(AttemptStore.class).findAll(key.subject()))
        .hasSize(1)
        .allSatisfy(
            (state, attempt) ->
                assertThat(new AttemptSeal(userKey).verifier(attempt, state))
                    .isEqualTo(verifier(key)));
  }

  /** Asserts that nobody has two data keys any more. */
  public void assertSettled() {
    var store = server.get(UserKeyStore.class);
    assertThat(users())
        .allSatisfy(
            user -> assertThat(store.find(user).orElseThrow().stage()).isEqualTo(KeyStage.SETTLED));
  }

  private void connect(ConnectionKey key) {
    UserKey userKey = server.get(UserKeys.class).findOrCreate(key.subject());
    var now = server.clock().instant();
    var tokens = new ProviderTokens(access(key), refresh(key), null);
    server
        .get(ConnectionStore.class)
        .put(key, new TokenSeal(userKey, key).seal(0, tokens, refresh(key), now), now);
    Bytes state = state(key);
    server
        .get(AttemptStore.class)
        .add(
            state,
            new Attempt(
                key,
                new AttemptSeal(userKey).seal(key, state, verifier(key)),
                now,
                now.plusSeconds(3600)));
  }

  private static Secret access(ConnectionKey key) {
    return Secret.of("access of " + key.subject().subject());
  }

  private static Secret refresh(ConnectionKey key) {
    return Secret.of("refresh of " + key.subject().subject());
  }

  private static Secret verifier(ConnectionKey key) {
    return Secret.of("verifier of " + key.subject().subject());
  }

  private static Bytes state(ConnectionKey key) {
    byte[] state = key.subject().subject().substring(0, 32).getBytes(StandardCharsets.US_ASCII);
    return Bytes.copyFrom(state);
  }
}
