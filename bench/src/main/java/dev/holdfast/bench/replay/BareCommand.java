package dev.holdfast.bench.replay;

import dev.holdfast.contracts.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads what a replay reads, and does nothing with it: what a consumer can do here at most. */
@Command(name = "bare-consumer", hidden = true)
public final class BareCommand implements Callable<Integer> {

  @Option(names = "--bootstrap", required = true)
  private String bootstrap = "";

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public BareCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    long read = 0;
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap, "max.poll.records", "1000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(Topics.IDENTITY, Topics.TOKENS, Topics.AUDIT).stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(each -> each).sum();
      while (read < end) {
        read += consumer.poll(Duration.ofMillis(200)).count();
      }
    }
    spec.commandLine().getOut().println(read);
    return 0;
  }
}
