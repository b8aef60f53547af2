package dev.holdfast.acceptance.restart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.CallLoop;
import dev.holdfast.acceptance.fixture.CallLoop.Call;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream;
import dev.holdfast.acceptance.fixture.TcpBalancer;
import dev.holdfast.acceptance.fixture.TestIssuer;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.system.PartProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways behind a balancer, one of which goes: killed, or told to stop. Rows 28 and 78. */
final class ReplicasTest extends Story {

  private static final int CLIENTS = 4;
  private static final Duration PACE = Duration.ofMillis(50);

  private TcpBalancer balancer;
  private RawMcp balanced;
  private RawMcp replica;

  @BeforeEach
  void balance() {
    running.replica();
    balancer = TcpBalancer.before(settings.ports().gateway(), running.replicaPort());
    balanced = stubAt(balancer.port());
    replica = stubAt(running.replicaPort());
  }

  @AfterEach
  void close() {
    balancer.close();
  }

  @Test
  void everyClientGoesOnUnderItsIdWhenAReplicaIsKilled() throws Exception {
    List<Client> clients = IntStream.range(0, CLIENTS).mapToObj(this::client).toList();
    Secret token = token("sdk");
    Secret revoked = revoked();
    try (McpSession sdk = McpSession.open(balanced.endpoint(), () -> token)) {
      String id = sdk.sessionId().orElseThrow();
      Future<?> listening = mcp("stub").listen(token, id);
      awaitCalls(clients, 10);

      running.system().part("mcp-gateway").kill();

      listening.get();
      assertThat(balanced.get(token, id)).isEqualTo(200);
      awaitCalls(clients, 10);
      assertThat(sdk.callTool("echo", Map.of("text", "on"))).isEqualTo("none");
      assertThat(sdk.sessionId()).hasValue(id);
      running.system().restart("mcp-gateway");
      awaitCalls(clients, 10);
      for (RawMcp gateway : List.of(mcp("stub"), replica)) {
        assertThat(gateway.post(revoked, null, RawMcp.INITIALIZE).statusCode()).isEqualTo(401);
        assertRefused(gateway, token("thief"), id);
        assertThat(gateway.post(null, id, RawMcp.LIST).statusCode()).isEqualTo(401);
        assertThat(gateway.post(token, id, RawMcp.call("echo")).statusCode()).isEqualTo(200);
      }
    } finally {
      clients.forEach(client -> client.loop().close());
    }
    for (Client client : clients) {
      // What was under way at the dead one is lost, and nothing else: no session above all.
      assertThat(client.statuses()).isSubsetOf(200, 0);
      assertThat(client.statuses().stream().filter(status -> status == 0)).hasSizeLessThan(3);
    }
  }

  @Test
  void aStoppingReplicaFinishesWhatItHasBegun() throws Exception {
    Secret token = token("drained");
    String session = replica.initialize(token);
    PartProcess stopped = running.replica();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> slow =
          threads.submit(() -> replica.post(token, session, RawMcp.call(StubUpstream.SLOW)));
      await().until(() -> running.stub().seen().getLast().body().contains(StubUpstream.SLOW));

      Future<?> stop = threads.submit(stopped::close);
      await().until(() -> !isReady(stopped));
      // Whoever has not heard of it yet is not turned away.
      assertThat(replica.post(token, session, RawMcp.call("echo")).statusCode()).isEqualTo(200);

      assertThat(slow.get().statusCode()).isEqualTo(200);
      stop.get();
      assertThat(balanced.post(token, session, RawMcp.call("echo")).statusCode()).isEqualTo(200);
    }
  }

  private static boolean isReady(PartProcess part) throws Exception {
    var readiness = HttpRequest.newBuilder(requireNonNull(part.part().readiness())).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
    }
  }

  private void assertRefused(RawMcp gateway, Secret thief, String session) {
    assertThat(gateway.post(thief, session, RawMcp.call("echo")).statusCode()).isEqualTo(404);
    assertThat(gateway.get(thief, session)).isEqualTo(404);
    assertThat(gateway.delete(thief, session).statusCode()).isEqualTo(404);
  }

  /** Of a grant that has ended, and good for longer than two gateways take to start. */
  private Secret revoked() {
    TestIssuer issuer = running.issuer();
    String gid = UUID.randomUUID().toString();
    SubjectId subject = new SubjectId(issuer.shorter(), "revoked");
    Secret token =
        issuer.token(
            Map.of("sub", subject.subject(), "aud", settings.mcp("stub").toString(), "gid", gid));
    assertThat(balanced.post(token, null, RawMcp.INITIALIZE).statusCode()).isEqualTo(200);
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    EventHeader header =
        new EventHeader(UUID.randomUUID().toString(), URI.create("urn:test"), now, subject);
    var event =
        new TokenEvent.GrantRevoked(
            header, gid, "foreign-client", "s", now, EndReason.LOGOUT, null, 0L, null);
    try (Topic tokens = new Topic(settings.bootstrapServers(), Topics.TOKENS)) {
      tokens.send(subject, new EventCodec().encode(event).value());
    }
    await()
        .atMost(RunningSystem.T)
        .until(() -> balanced.post(token, null, RawMcp.INITIALIZE).statusCode() == 401);
    return token;
  }

  private void awaitCalls(List<Client> clients, int more) {
    int[] before = clients.stream().mapToInt(client -> client.statuses().size()).toArray();
    await()
        .until(
            () ->
                IntStream.range(0, before.length)
                    .allMatch(i -> clients.get(i).statuses().size() > before[i] + more));
  }

  private Client client(int number) {
    Secret token = token("client-" + number);
    String session = balanced.initialize(token);
    return new Client(
        CallLoop.every(
            PACE, () -> balanced.post(token, session, RawMcp.call("echo")).statusCode()));
  }

  /** One that lives longer than two gateways take to start. */
  private Secret token(String subject) {
    TestIssuer issuer = running.issuer();
    return issuer.token(issuer.shorter(), subject, settings.mcp("stub"));
  }

  private static RawMcp stubAt(int port) {
    return new RawMcp(URI.create("http://localhost:" + port + "/mcp/stub"));
  }

  private record Client(CallLoop loop) {
    List<Integer> statuses() {
      return loop.calls().stream().map(Call::status).toList();
    }
  }
}
