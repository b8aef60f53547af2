package dev.holdfast.token.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.TokenServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserKeysTest {

  private static final Secret TOKEN = Secret.of("a token");

  private TokenServer server;
  private TokenServer replica;
  private UserKeys userKeys;
  private KeyChanges changes;
  private SubjectId subject;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    replica = server.replica(keys);
    userKeys = server.get(UserKeys.class);
    changes = server.get(KeyChanges.class);
  }

  @AfterAll
  void stop() {
    replica.close();
    server.close();
  }

  @BeforeEach
  void somebody() {
    subject = server.someone();
  }

  @RepeatedTest(5)
  void concurrentFirstUseAtTwoReplicasMakesOneKey() {
    var sealed =
        Races.values(
            Races.run(
                16,
                caller ->
                    () ->
                        (caller % 2 == 0 ? server : replica)
                            .get(UserKeys.class)
                            .findOrCreate(subject)
                            .seal(TOKEN)));

    assertThat(sealed).hasSize(16);
    UserKey key = userKeys.find(subject).orElseThrow();
    assertThat(sealed).allSatisfy(each -> assertThat(key.open(each)).isEqualTo(TOKEN));
  }

  @Test
  void requestUnderWayReadsWhatANewerKeySealed() {
    UserKey underWay = userKeys.findOrCreate(subject);
    begin();
    Bytes sealed = userKeys.findOrCreate(subject).seal(TOKEN);
    changes.move(subject);
    server.clock().advance(Duration.ofMinutes(2));
    assertThat(changes.retire(subject)).isTrue();

    assertThat(underWay.open(sealed)).isEqualTo(TOKEN);
  }

  @Test
  void oldKeyOpensUntilTheGraceIsOver() {
    Bytes sealed = userKeys.findOrCreate(subject).seal(TOKEN);
    begin();
    changes.move(subject);
    server.clock().advance(Duration.ofSeconds(59));
    assertThat(changes.retire(subject)).isFalse();
    assertThat(userKeys.find(subject).orElseThrow().open(sealed)).isEqualTo(TOKEN);

    server.clock().advance(Duration.ofSeconds(1));
    assertThat(changes.retire(subject)).isTrue();
    UserKey alone = userKeys.find(subject).orElseThrow();
    assertThatThrownBy(() -> alone.open(sealed)).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void nothingIsStoredUnderAKeyThatWasReplacedMeanwhile() {
    UserKey underWay = userKeys.findOrCreate(subject);
    begin();
    changes.move(subject);
    Bytes stored = userKeys.storing(underWay, key -> key.seal(TOKEN)).orElseThrow();
    server.clock().advance(Duration.ofMinutes(2));
    assertThat(changes.retire(subject)).isTrue();

    assertThat(userKeys.find(subject).orElseThrow().open(stored)).isEqualTo(TOKEN);
  }

  @Test
  void nothingIsStoredOrOpenedAfterTheKeyIsDestroyed() {
    UserKey underWay = userKeys.findOrCreate(subject);
    Bytes sealed = underWay.seal(TOKEN);
    userKeys.destroy(subject);

    assertThat(userKeys.storing(underWay, key -> key.seal(TOKEN))).isEmpty();
    UserKey next = userKeys.findOrCreate(subject);
    assertThatThrownBy(() -> next.open(sealed)).isInstanceOf(KeysUnavailableException.class);
    assertThat(userKeys.storing(underWay, key -> key.id())).hasValue(next.id());
  }

  @Test
  void destroyedKeyIsNotBroughtBackByAChangeUnderWay() {
    userKeys.findOrCreate(subject);
    begin();
    UserKeyStore store = server.get(UserKeyStore.class);
    StoredKey seen = store.find(subject).orElseThrow();
    userKeys.destroy(subject);

    assertThat(store.replace(subject, seen, seen)).isFalse();
    assertThat(changes.move(subject)).isFalse();
    assertThat(userKeys.find(subject)).isEmpty();
  }

  private void begin() {
    Instant later = server.clock().instant().plusSeconds(1);
    assertThat(changes.begin(subject, later)).isTrue();
    assertThat(changes.begin(subject, later)).isFalse();
  }
}
