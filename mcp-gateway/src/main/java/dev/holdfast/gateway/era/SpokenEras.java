package dev.holdfast.gateway.era;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.waiting.Waiting;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows, or finds out, which eras each server speaks. An era is the server's, not a user's. */
@Singleton
public final class SpokenEras {

  private static final Logger log = LoggerFactory.getLogger(SpokenEras.class);

  private final Probe probe;
  private final Cache<String, Boolean> modern;
  private final Cache<String, Boolean> legacy;
  private final Map<String, FutureTask<Optional<Boolean>>> asking = new ConcurrentHashMap<>();

  SpokenEras(Probe probe, EraSettings settings) {
    this.probe = probe;
    this.modern = Caffeine.newBuilder().expireAfterWrite(settings.remember()).build();
    this.legacy = Caffeine.newBuilder().expireAfterWrite(settings.remember()).build();
  }

  /**
   * Whether the call's server can read it; empty if it should be asked and does not tell.
   *
   * @throws UpstreamUnavailableException if it should be asked and does not answer
   */
  public Optional<Boolean> understands(Call call)
      throws UpstreamUnavailableException, InterruptedException {
    return switch (call.server().eras()) {
      case BOTH -> Optional.of(true);
      case LEGACY -> Optional.of(call.era() == Era.LEGACY);
      case MODERN -> Optional.of(call.era() == Era.MODERN);
      case AUTO ->
          call.era() == Era.LEGACY
              ? Optional.of(!isModernOnly(call.server()))
              : isModern(call.server(), call);
    };
  }

  /** Whether the server is known to have no sessions at all. */
  public boolean isModernOnly(McpServer server) {
    return switch (server.eras()) {
      case BOTH, LEGACY -> false;
      case MODERN -> true;
      case AUTO -> Boolean.FALSE.equals(legacy.getIfPresent(server.name()));
    };
  }

  /** The server answered {@code initialize} as only a modern one does. */
  public void refusedInitialize(McpServer server) {
    legacy.put(server.name(), false);
    learned(server, "legacy", false);
  }

  private Optional<Boolean> isModern(McpServer server, Call occasion)
      throws UpstreamUnavailableException, InterruptedException {
    Boolean known = modern.getIfPresent(server.name());
    if (known != null) {
      return Optional.of(known);
    }
    Waiting.begins();
    FutureTask<Optional<Boolean>> mine = new FutureTask<>(() -> ask(server, occasion));
    FutureTask<Optional<Boolean>> others = asking.putIfAbsent(server.name(), mine);
    if (others == null) {
      try {
        mine.run();
        return result(mine);
      } finally {
        asking.remove(server.name(), mine);
      }
    }
    try {
      Optional<Boolean> told = result(others);
      // Another caller's credential may be why the server does not tell.
      return told.isPresent() ? told : ask(server, occasion);
    } catch (InterruptedException e) {
      if (Thread.currentThread().isInterrupted() || others.state() != Future.State.FAILED) {
        throw e;
      }
      // Who asked has hung up.
      return ask(server, occasion);
    }
  }

  private static Optional<Boolean> result(FutureTask<Optional<Boolean>> asked)
      throws UpstreamUnavailableException, InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UpstreamUnavailableException unavailable -> throw unavailable;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException("the probe went wrong", e);
      }
    }
  }

  private Optional<Boolean> ask(McpServer server, Call occasion)
      throws UpstreamUnavailableException, InterruptedException {
    Optional<Boolean> told = probe.isModern(occasion);
    told.ifPresent(
        is -> {
          modern.put(server.name(), is);
          learned(server, "modern", is);
        });
    return told;
  }

  private static void learned(McpServer server, String era, boolean spoken) {
    log.atInfo()
        .addKeyValue("server", server.name())
        .addKeyValue("era", era)
        .addKeyValue("spoken", spoken)
        .log("Era found out");
  }
}
