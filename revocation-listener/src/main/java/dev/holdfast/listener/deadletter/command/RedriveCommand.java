package dev.holdfast.listener.deadletter.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Puts parked records back on the topic they came from, as they were, in order per partition, and
 * waits for the broker each time. Safe to repeat and to interrupt: their effects are idempotent by
 * event id, and what is parked again in the meantime waits for the next run.
 */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = "Puts parked records back, each once, after their cause has been mended.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class RedriveCommand implements Callable<Integer> {

  private static final int PATIENCE_MILLIS = 15_000;

  @Spec private CommandSpec spec;
  @ParentCommand private DeadLettersCommand parent;

  @Option(
      names = "--to",
      split = ",",
      defaultValue = "holdfast.identity",
      description =
          "The topics that may be written to; what came from another stays. ${DEFAULT-VALUE} if"
              + " left out.")
  private Set<String> allowed = new TreeSet<>();

  @Option(names = "--again", description = "Also what an earlier run has put back.")
  private boolean again;

  @Option(names = "--dry-run", description = "Only show what would be put back.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Set<String> reasons = parent.reasons();
    Properties connection = parent.connection();
    PrintWriter out = spec.commandLine().getOut();
    AtomicInteger driven = new AtomicInteger();
    try (Shelf shelf = Shelf.open(connection, parent.topic());
        Progress progress = Progress.open(connection);
        Producer<byte[], byte[]> producer = producer(connection)) {
      var ends = shelf.ends();
      shelf.read(
          ends,
          parked -> {
            if (reasons.contains(parked.reason()) && (again || !progress.passed(parked))) {
              drive(producer, parked, out, driven);
            }
          });
      if (!dryRun) {
        allowed.forEach(
            origin -> reasons.forEach(reason -> progress.advance(reason, origin, ends)));
      }
    }
    out.println(driven.get() + (dryRun ? " would be put back" : " put back"));
    return 0;
  }

  private void drive(
      Producer<byte[], byte[]> producer, Parked parked, PrintWriter out, AtomicInteger driven) {
    DeadLettersCommand.print(out, parked);
    // The header is part of a record that anybody may have written: it is no permission.
    if (!allowed.contains(parked.origin())) {
      out.println("  stays: " + parked.origin() + " is not among --to");
      return;
    }
    if (!parked.leftOut().isEmpty()) {
      out.println("  stays: too large to be parked whole (" + parked.leftOut() + ")");
      return;
    }
    if (!dryRun) {
      send(producer, parked);
    }
    driven.incrementAndGet();
  }

  private static void send(Producer<byte[], byte[]> producer, Parked parked) {
    try {
      producer.send(parked.original()).get();
    } catch (ExecutionException e) {
      throw new KafkaException(parked.place() + " could not be put back", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  private static Producer<byte[], byte[]> producer(Properties connection) {
    Properties settings = new Properties();
    settings.putAll(connection);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 3);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, Duration.ZERO.toMillis());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
