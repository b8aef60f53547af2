package dev.holdfast.gateway.server;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;

/**
 * Several servers under one endpoint.
 *
 * @param servers their names, in the order of the lists; none named means that there is no such
 *     endpoint
 * @param separator between a server's name and a tool's or prompt's
 * @param scopes what a token for the endpoint must allow
 * @param patience how long a list waits for a server
 * @param settle how long a change of a list waits for more of them, which are told as one
 * @param statusTool whether the gateway's tool that tells who one is is offered there
 * @param logoutTool whether its tool that logs out is
 */
@Context
@ConfigurationProperties("holdfast.gateway.aggregate")
public record AggregateSettings(
    @Bindable(defaultValue = "") List<String> servers,
    @Bindable(defaultValue = "_") @Pattern(regexp = "[_.]") String separator,
    @Bindable(defaultValue = "") List<String> scopes,
    @Bindable(defaultValue = "3s") Duration patience,
    @Bindable(defaultValue = "250ms") Duration settle,
    @Bindable(defaultValue = "true") boolean statusTool,
    @Bindable(defaultValue = "true") boolean logoutTool) {

  // So begin the names of the gateway's own tools.
  private static final String OWN = "holdfast";

  /** Refuses names that could not be told from what follows them. */
  public AggregateSettings {
    servers = withoutBlanks(servers);
    scopes = withoutBlanks(scopes);
    Times.requireNotNegative("holdfast.gateway.aggregate.patience", patience);
    Times.requireNotNegative("holdfast.gateway.aggregate.settle", settle);
    for (String server : servers) {
      if (!server.matches("[a-zA-Z][a-zA-Z0-9-]*") || server.equals(OWN)) {
        throw new IllegalArgumentException(
            "holdfast.gateway.aggregate.servers holds '"
                + server
                + "', which can be no prefix of names and URIs");
      }
    }
  }

  private static List<String> withoutBlanks(List<String> values) {
    return values.stream()
        .flatMap(value -> List.of(value.strip().split(" +", -1)).stream())
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
