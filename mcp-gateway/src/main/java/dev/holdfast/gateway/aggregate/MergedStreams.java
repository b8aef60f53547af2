package dev.holdfast.gateway.aggregate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.rewrite.Rewriting;
import dev.holdfast.gateway.rewrite.ServerEvent;
import dev.holdfast.gateway.server.AggregateSettings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.upstream.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes one stream of what several servers say. Its events have no ids: it cannot be resumed, but
 * the servers' own streams are, as far as they can be.
 */
@Singleton
public final class MergedStreams {

  // The three lists may be waiting while others pass.
  private static final int AT_A_TIME = 4;
  // On the way to the client pieces are counted, not weighed.
  private static final int PIECE = 16 * 1024;

  private final Servers servers;
  private final Members members;
  private final Listener listener;
  private final Translation translation;
  private final Exposed exposed;
  private final Policies policies;
  private final AggregateSettings settings;
  private final Map<String, AtomicInteger> open = new HashMap<>();

  MergedStreams(
      Servers servers,
      Members members,
      Listener listener,
      Translation translation,
      Exposed exposed,
      Policies policies,
      AggregateSettings settings,
      MeterRegistry metrics) {
    this.servers = servers;
    this.members = members;
    this.listener = listener;
    this.translation = translation;
    this.exposed = exposed;
    this.policies = policies;
    this.settings = settings;
    for (McpServer server : servers.members()) {
      AtomicInteger count = new AtomicInteger();
      open.put(server.name(), count);
      metrics.gauge("holdfast.gateway.aggregate.streams", Tags.of("server", server.name()), count);
    }
  }

  /** The stream by which a client of the older era listens. It does not end by itself. */
  public Answer listen(Request request) {
    return events(
        all(servers.members(), server -> stream(request, server, Listener.nothing()))
            .concatWith(Flux.never()),
        UnaryOperator.identity());
  }

  /** The stream of a modern client's subscription. It does not end by itself. */
  public Answer subscribe(Request request) {
    return Answer.events(Flux.defer(() -> subscribed(request).body()));
  }

  /** The answer to a request, in which its server may ask, too. */
  public Answer answered(Request request, McpServer server, Answer answer) {
    Speaker speaker = speaker(request, server);
    return answer.isOpenStream()
        ? Rewriting.ofEvents(answer, event -> translation.translate(speaker, event))
        : answer;
  }

  private Answer subscribed(Request request) {
    Subscription subscription = new Subscription(request.message(), exposed, policies);
    List<McpServer> asked =
        servers.members().stream()
            .filter(server -> !subscription.partOf(server).isEmpty())
            .toList();
    Agreement agreement = new Agreement(subscription, exposed, asked);
    Duration patience = asked.isEmpty() ? Duration.ZERO : settings.patience();
    Flux<Told> late = Mono.delay(patience).<Told>map(_ -> new Told.Late()).flux();
    return events(
        Flux.merge(
                all(asked, server -> stream(request, server, subscription.request(server)))
                    .concatWith(Flux.never()),
                late)
            .concatMapIterable(agreement::after, 1),
        subscription::marked);
  }

  private Flux<Told> all(List<McpServer> asked, Function<McpServer, MemberStream> stream) {
    // One ahead of each: a slow client holds the servers back.
    return Flux.fromIterable(asked)
        .flatMap(server -> stream.apply(server).told(), Math.max(1, asked.size()), 1);
  }

  private Answer events(Flux<Told> told, UnaryOperator<ObjectNode> mark) {
    return Answer.events(
        Flux.defer(
            () -> {
              Bursts bursts = new Bursts(settings.settle());
              return told.flatMap(one -> messages(one, bursts), AT_A_TIME, 1)
                  .map(message -> ServerEvent.message(mark.apply(message).toString()))
                  .concatMapIterable(MergedStreams::pieces, 1);
            }));
  }

  private static List<byte[]> pieces(byte[] event) {
    return IntStream.iterate(0, from -> from < event.length, from -> from + PIECE)
        .mapToObj(from -> Arrays.copyOfRange(event, from, Math.min(from + PIECE, event.length)))
        .toList();
  }

  private static Mono<ObjectNode> messages(Told told, Bursts bursts) {
    return switch (told) {
      case Told.Passed(ObjectNode message) -> Mono.just(message);
      case Told.Changed(String list) -> bursts.changed(list).map(MergedStreams::changed);
      case Told.Agreed _, Told.Silent _, Told.Late _ -> Mono.empty();
    };
  }

  private static ObjectNode changed(String list) {
    return JsonRpc.object()
        .put("jsonrpc", "2.0")
        .put("method", "notifications/" + list + "/list_changed");
  }

  private MemberStream stream(Request request, McpServer server, ObjectNode listen) {
    return new MemberStream(
        listener,
        translation,
        request,
        speaker(request, server),
        listen,
        requireNonNull(open.get(server.name())));
  }

  private Speaker speaker(Request request, McpServer server) {
    return new Speaker(server, request.caller(), () -> members.upstreamId(request, server));
  }
}
