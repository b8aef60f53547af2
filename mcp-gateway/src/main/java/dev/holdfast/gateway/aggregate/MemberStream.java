package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.rewrite.EventCutter;
import dev.holdfast.gateway.rewrite.ServerEvent;
import dev.holdfast.gateway.upstream.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What one server tells a client that listens to several, for as long as it listens: a server that
 * is away, or breaks off, is asked again, later each time. Used by one stream at a time.
 */
final class MemberStream {

  private static final Logger log = LoggerFactory.getLogger(MemberStream.class);
  private static final Scheduler THREADS =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "members");
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String CHANGED = "/list_changed";
  private static final Set<String> LISTS = Set.of("tools", "prompts", "resources");
  private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

  private final Listener listener;
  private final Translation translation;
  private final Request request;
  private final Speaker speaker;
  private final ObjectNode listen;
  private final AtomicInteger open;
  private volatile boolean over;
  private volatile boolean cancelled;
  private volatile Duration pause = Duration.ZERO;
  private volatile @Nullable String lastEventId;

  MemberStream(
      Listener listener,
      Translation translation,
      Request request,
      Speaker speaker,
      ObjectNode listen,
      AtomicInteger open) {
    this.listener = listener;
    this.translation = translation;
    this.request = request;
    this.speaker = speaker;
    this.listen = listen;
    this.open = open;
  }

  /** Ends only if the server never has anything to tell. */
  Flux<Told> told() {
    return Flux.defer(
            () -> Mono.fromCallable(this::open).subscribeOn(THREADS).flatMapMany(this::read))
        // One server's trouble must not be that of the others.
        .onErrorResume(this::survive)
        .repeat(() -> !over)
        .doOnCancel(() -> cancelled = true);
  }

  private Flux<Told> survive(Throwable trouble) {
    if (!cancelled) {
      log.atWarn()
          .addKeyValue("server", speaker.server().name())
          .addKeyValue("cause", trouble.getClass().getSimpleName())
          .log("A server cannot be listened to for now");
    }
    return Flux.just(new Told.Silent(speaker.server(), false));
  }

  private Hearing open() throws InterruptedException {
    if (pause.isPositive()) {
      // Apart from each other, so that a server that comes back is not run over.
      Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
    }
    Duration next = pause.isZero() ? SHORTEST : pause.multipliedBy(2);
    pause = next.compareTo(LONGEST) > 0 ? LONGEST : next;
    Hearing hearing =
        listener.hear(request, speaker.server(), Optional.ofNullable(lastEventId), listen);
    if (cancelled && hearing instanceof Hearing.Open(Answer answer)) {
      answer.discard();
      throw new CancellationException();
    }
    return hearing;
  }

  private Flux<Told> read(Hearing hearing) {
    return switch (hearing) {
      case Hearing.Open(Answer answer) -> events(answer);
      case Hearing.Later() -> Flux.just(new Told.Silent(speaker.server(), false));
      case Hearing.Never() -> {
        over = true;
        yield Flux.just(new Told.Silent(speaker.server(), true));
      }
    };
  }

  private Flux<Told> events(Answer answer) {
    EventCutter cutter = new EventCutter();
    return answer
        .body()
        .concatMapIterable(cutter::passed, 1)
        .concatMapIterable(this::told, 1)
        .onErrorComplete()
        .doOnSubscribe(_ -> open.incrementAndGet())
        .doFinally(_ -> open.decrementAndGet());
  }

  private List<Told> told(byte[] bytes) {
    ServerEvent event = ServerEvent.of(bytes);
    event.id().filter(Listener::isEventId).ifPresent(id -> lastEventId = id);
    String data = event.data();
    if (data.isBlank()) {
      return List.of();
    }
    pause = SHORTEST;
    return JsonRpc.parse(data.getBytes(StandardCharsets.UTF_8)).stream()
        .flatMap(message -> messages(message.json()))
        .filter(ObjectNode.class::isInstance)
        .flatMap(json -> told((ObjectNode) json).stream())
        .toList();
  }

  // MCP 2025-03-26 has batches.
  private static Stream<JsonNode> messages(JsonNode json) {
    return json.isArray() ? StreamSupport.stream(json.spliterator(), false) : Stream.of(json);
  }

  private Optional<Told> told(ObjectNode json) {
    Message message = new Message(json);
    String method = message.method().orElse("");
    // Listening is not asking: what comes here answers nobody, or ends the server's part of it.
    if (method.isEmpty()) {
      return Optional.empty();
    }
    if (method.equals(ACKNOWLEDGED)) {
      return Optional.of(new Told.Agreed(speaker.server(), message.params().path("notifications")));
    }
    if (method.endsWith(CHANGED)) {
      String list = method.substring("notifications/".length(), method.length() - CHANGED.length());
      return LISTS.contains(list) ? Optional.of(new Told.Changed(list)) : Optional.empty();
    }
    return translation.translate(speaker, json)
        ? Optional.of(new Told.Passed(json))
        : Optional.empty();
  }
}
