package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;
import static dev.holdfast.local.demo.World.refreshToken;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Parallel refreshes of one token all succeed; a late replay ends its own family only. */
final class ParallelRefresh implements Story {

  private static final int CALLERS = 8;
  private static final Duration PAST_THE_LEEWAY = Duration.ofSeconds(11);

  @Override
  public String title() {
    return "Eight refreshes at once sign nobody out; a real replay ends that family only";
  }

  @Override
  public List<String> tell(World world) {
    OAuthClient client = world.mcpClient("plain", "Story 3 assistant");
    Tokens first = world.signIn(client);
    Tokens otherDevice = world.signIn(client);

    List<Tokens> answers = atOnce(client, refreshToken(first));
    long pairs = answers.stream().map(answer -> refreshToken(answer).reveal()).distinct().count();
    unless(pairs == 1, pairs + " different successors were handed out");
    Optional<Tokens> next = world.refresh(client, refreshToken(answers.getFirst()));
    unless(next.isPresent(), "the common successor does not work");

    world.letPass(PAST_THE_LEEWAY);
    unless(world.refresh(client, refreshToken(first)).isEmpty(), "a late replay was accepted");
    unless(
        world.refresh(client, refreshToken(next.orElseThrow())).isEmpty(),
        "the family of a replayed token still refreshes");
    unless(
        world.refresh(client, refreshToken(otherDevice)).isPresent(),
        "the replay ended another device's grant too");
    return List.of(
        CALLERS + " parallel refreshes of one token: " + CALLERS + " answers, one successor",
        "replay after " + PAST_THE_LEEWAY.toSeconds() + " s: invalid_grant, and its family ended",
        "the same client on another device: refreshed");
  }

  private static List<Tokens> atOnce(OAuthClient client, Secret token) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Tokens>> calls =
          IntStream.range(0, CALLERS)
              .mapToObj(_ -> threads.submit(() -> client.refresh(token)))
              .toList();
      return calls.stream().map(ParallelRefresh::answer).toList();
    }
  }

  private static Tokens answer(Future<Tokens> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new BrokenPromiseException("a parallel refresh failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenPromiseException("interrupted");
    }
  }
}
