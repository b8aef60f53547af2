package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.protocol.EventProgress;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The stream by which a client listens, for as long as the client does: when the upstream's end of
 * it breaks, it is opened again, in another session if need be. Used by one stream at a time.
 */
final class Listening {

  private static final Scheduler THREADS =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "listening");
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final LastingSessions sessions;
  private final Call call;
  private final OpenedSession session;
  private final RestartSettings settings;
  private final EventProgress progress = new EventProgress();
  private volatile boolean over;
  private volatile boolean cancelled;
  private Duration pause = SHORTEST;

  Listening(LastingSessions sessions, Call call, OpenedSession session, RestartSettings settings) {
    this.sessions = sessions;
    this.call = call;
    this.session = session;
    this.settings = settings;
  }

  /** An upstream's stream, and what is to be told before it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Stream(Answer answer, byte[] news) {}

  /** The same answer, with a body that outlives the upstream's. */
  Answer follow(Answer first, byte[] news) {
    Flux<byte[]> rest =
        Flux.defer(
                () -> Mono.fromCallable(this::reopen).subscribeOn(THREADS).flatMapMany(this::read))
            .repeat(() -> !over);
    return first.withBody(
        read(new Stream(first, news))
            .concatWith(Flux.defer(() -> over ? Flux.empty() : rest))
            .doOnCancel(() -> cancelled = true));
  }

  private Flux<byte[]> read(Stream stream) {
    Flux<byte[]> body =
        stream
            .answer()
            .body()
            .doOnNext(this::passed)
            // Who can resume comes back by itself, and names the last event it has.
            .doOnComplete(() -> over = progress.lastEventId().isPresent())
            .onErrorComplete()
            // Half an event can neither be taken back nor completed.
            .doOnComplete(() -> over = over || !progress.isBetweenEvents());
    return stream.news().length == 0 ? body : body.startWith(stream.news());
  }

  private void passed(byte[] piece) {
    progress.passed(piece);
    pause = SHORTEST;
  }

  /** The upstream's next stream; null if there will be none. */
  private @Nullable Stream reopen() throws InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < settings.streamPatience().toNanos()) {
      // Apart from each other, so that a server that comes back is not run over.
      Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
      pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
      Optional<Answer> answer = ask();
      if (answer.filter(Answer::isOpenStream).isPresent()) {
        return reopened(answer.get());
      }
      answer.ifPresent(Answer::discard);
      if (cancelled) {
        throw new CancellationException();
      }
      if (answer.isPresent() && answer.get().status() < 500) {
        break;
      }
    }
    over = true;
    return null;
  }

  private Stream reopened(Answer answer) throws InterruptedException {
    boolean wanted = false;
    try {
      Stream stream = new Stream(answer, sessions.news(call, session));
      wanted = !cancelled;
      if (!wanted) {
        throw new CancellationException();
      }
      return stream;
    } finally {
      // The body must not wait for a reader for ever.
      if (!wanted) {
        answer.discard();
      }
    }
  }

  /** Empty if the server is away, and 404 in effect if the session is. */
  private Optional<Answer> ask() throws InterruptedException {
    try {
      return switch (sessions.exchange(resuming(), Message.none(), session)) {
        case Outcome.Answered(Answer answer) -> Optional.of(answer);
        case Outcome.Gone() -> Optional.of(Answer.accepted());
      };
    } catch (UpstreamUnavailableException e) {
      return Optional.empty();
    }
  }

  private Call resuming() {
    return progress.lastEventId().map(id -> call.with("Last-Event-ID", id)).orElse(call);
  }
}
