package dev.holdfast.runtime.tracing;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.runtime.ApplicationConfiguration;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Makes an exporter by OpenTelemetry's own variables ({@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code
 * OTEL_TRACES_SAMPLER} and the others), and none unless they say where to. A bad value ends the
 * start with its name.
 */
@Factory
final class TracingFactory {

  private static final String PREFIX = "otel";
  private static final String PROTOCOL = "http/protobuf";

  @Context
  @Bean(preDestroy = "close")
  Tracing tracing(Environment environment, ApplicationConfiguration application) {
    if (!isWanted(environment)) {
      return Tracing.off();
    }
    for (String name :
        List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol")) {
      environment
          .getProperty(name, String.class)
          .filter(protocol -> !protocol.equals(PROTOCOL))
          .ifPresent(protocol -> refuse(name + " is " + protocol + " but must be " + PROTOCOL));
    }
    logToSlf4j();
    Map<String, String> settings = new HashMap<>();
    // Its own default is gRPC, which this service has no client for.
    settings.put("otel.exporter.otlp.protocol", PROTOCOL);
    settings.put("otel.metrics.exporter", "none");
    settings.put("otel.logs.exporter", "none");
    application.getName().ifPresent(name -> settings.put("otel.service.name", name));
    environment
        .getProperties(PREFIX, StringConvention.RAW)
        .forEach((name, value) -> settings.put(PREFIX + "." + name, value.toString()));
    OpenTelemetrySdk sdk = sdk(settings);
    return Tracing.on(sdk.getTracerProvider(), sdk::close);
  }

  private static OpenTelemetrySdk sdk(Map<String, String> settings) {
    try {
      return AutoConfiguredOpenTelemetrySdk.builder()
          .disableShutdownHook()
          .addPropertiesSupplier(() -> settings)
          .build()
          .getOpenTelemetrySdk();
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException("a setting of otel is bad: " + e.getMessage(), e);
    }
  }

  private static void refuse(String why) {
    throw new IllegalArgumentException(why);
  }

  private static boolean isWanted(Environment environment) {
    if (environment.getProperty("otel.sdk.disabled", Boolean.class).orElse(false)) {
      return false;
    }
    return environment
        .getProperty("otel.traces.exporter", String.class)
        .map(exporter -> !exporter.equals("none"))
        .orElseGet(
            () ->
                environment.containsProperty("otel.exporter.otlp.endpoint")
                    || environment.containsProperty("otel.exporter.otlp.traces.endpoint"));
  }

  /** The exporter reports its failures to the JDK's log, which nobody collects. */
  private static void logToSlf4j() {
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }
}
