package dev.holdfast.token;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * What everybody in this JVM logs until it is closed, whatever the threshold of other appenders.
 */
public final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  /** Listens from now on. */
  public Logged() {
    start();
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  /** Everything, as a text: messages, their key-value pairs, and what was thrown. */
  public String text() {
    return events.stream()
        .flatMap(
            event ->
                Stream.of(
                    event.getFormattedMessage(),
                    Objects.toString(event.getKeyValuePairs(), ""),
                    Objects.toString(event.getThrowableProxy(), "")))
        .collect(joining("\n"));
  }

  /** The messages that came with a stack trace. */
  public List<String> withStackTraces() {
    return events.stream()
        .filter(event -> event.getThrowableProxy() != null)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }
}
