package dev.holdfast.runtime.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** The log of a service as its own {@code logback.xml} makes it, kept instead of printed. */
final class Log {

  private static final String SERVICE =
      """
      <configuration>
        <property name="service" value="some-service"/>
        <include resource="dev/holdfast/runtime/logging/logging.xml"/>
      </configuration>
      """;

  private final LoggerContext context = new LoggerContext();
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** What an environment with these variables makes of it. */
  Log(Map<String, String> environment) {
    environment.forEach(context::putProperty);
    context.setMDCAdapter(mdc);
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(SERVICE.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    appender().setOutputStream(written);
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  void during(String traceId, String spanId) {
    mdc.put("trace_id", traceId);
    mdc.put("span_id", spanId);
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return text().lines().toList();
  }

  private OutputStreamAppender<ILoggingEvent> appender() {
    return (OutputStreamAppender<ILoggingEvent>)
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stdout");
  }
}
