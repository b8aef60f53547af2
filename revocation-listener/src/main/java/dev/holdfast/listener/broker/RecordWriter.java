package dev.holdfast.listener.broker;

import dev.holdfast.runtime.tracing.kafka.RecordTraces;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Writes records and waits until every in-sync replica has them. Safe for several threads. */
public final class RecordWriter implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final Duration patience;

  RecordWriter(Producer<byte[], byte[]> producer, Duration patience) {
    this.producer = producer;
    this.patience = patience;
  }

  /**
   * Writes one record, which tells of the thread's trace unless it tells of one already.
   *
   * @throws NotWrittenException if it was not acknowledged in time; it may still arrive, so writing
   *     it again may double it
   * @throws TooLargeException if it never will be
   */
  public void write(ProducerRecord<byte[], byte[]> record) {
    RecordTraces.tell(Context.current(), record.headers());
    try {
      producer.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException cause) {
        throw new TooLargeException(record.topic(), cause);
      }
      throw new NotWrittenException(record.topic(), e);
    } catch (TimeoutException | KafkaException e) {
      throw new NotWrittenException(record.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotWrittenException(record.topic(), e);
    }
  }

  @Override
  public void close() {
    producer.close(patience);
  }
}
