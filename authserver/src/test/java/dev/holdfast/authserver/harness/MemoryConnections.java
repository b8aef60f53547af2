package dev.holdfast.authserver.harness;

import dev.holdfast.authserver.connect.Connections;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Connections in memory; the provider is at provider.example. */
@Singleton
@Primary
public class MemoryConnections implements Connections {

  private final Set<String> connected = ConcurrentHashMap.newKeySet();
  private final Map<String, String> keyByState = new ConcurrentHashMap<>();
  private final Map<String, String> keyByLink = new ConcurrentHashMap<>();

  @Override
  public boolean connected(SubjectId subject, String provider) {
    return connected.contains(key(subject, provider));
  }

  @Override
  public StartedConnection start(SubjectId subject, String provider) {
    String state = UUID.randomUUID().toString();
    keyByState.put(state, key(subject, provider));
    return new StartedConnection(
        URI.create("https://provider.example/authorize?state=" + state), state);
  }

  /** A link for a user, as a gateway has one made. */
  public String link(SubjectId subject, String provider) {
    String link = UUID.randomUUID().toString();
    keyByLink.put(link, key(subject, provider));
    return link;
  }

  @Override
  public Optional<StartedConnection> follow(SubjectId subject, Secret link) {
    String key = keyByLink.getOrDefault(link.reveal(), "");
    String provider = key.substring(key.lastIndexOf(' ') + 1);
    return key.equals(key(subject, provider)) && keyByLink.remove(link.reveal(), key)
        ? Optional.of(start(subject, provider))
        : Optional.empty();
  }

  @Override
  public boolean complete(CompleteConnection answer) {
    String key = keyByState.remove(answer.state());
    if (key == null || !key.startsWith(answer.subject().key())) {
      return false;
    }
    return connected.add(key);
  }

  private static String key(SubjectId subject, String provider) {
    return subject.key() + ' ' + provider;
  }
}
