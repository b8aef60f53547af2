package dev.holdfast.authserver.limit.http;

import dev.holdfast.authserver.limit.Limit;
import dev.holdfast.authserver.limit.Limits;
import dev.holdfast.authserver.limit.SourceAddress;
import dev.holdfast.authserver.refusal.TooOften;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Counts requests per source address, where nobody has proved yet who they are. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AddressLimits {

  private final Limits limits;
  private final SourceAddress sources;

  AddressLimits(Limits limits, SourceAddress sources) {
    this.limits = limits;
    this.sources = sources;
  }

  @RequestFilter(value = "/oauth2/authorize", methods = HttpMethod.GET)
  @Nullable HttpResponse<?> authorize(HttpRequest<?> http) {
    return page(Limit.AUTHORIZE, http);
  }

  @RequestFilter(value = "/login/**", methods = HttpMethod.POST)
  @Nullable HttpResponse<?> login(HttpRequest<?> http) {
    return page(Limit.LOGIN_ADDRESS, http);
  }

  @RequestFilter("/oauth2/par")
  void push(HttpRequest<?> http) {
    limits.require(Limit.PAR, sources.of(http));
  }

  @RequestFilter(value = "/oauth2/register", methods = HttpMethod.POST)
  void register(HttpRequest<?> http) {
    limits.require(Limit.REGISTER, sources.of(http));
  }

  @RequestFilter("/oauth2/device_authorization")
  void device(HttpRequest<?> http) {
    limits.require(Limit.DEVICE, sources.of(http));
  }

  private @Nullable HttpResponse<?> page(Limit limit, HttpRequest<?> http) {
    return limits.spend(limit, sources.of(http)).map(TooOften::page).orElse(null);
  }
}
