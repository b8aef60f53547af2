package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.DeviceAnswer;
import dev.holdfast.token.connections.PollAnswer;
import dev.holdfast.token.connections.Provider;
import dev.holdfast.token.connections.ProviderAnswer;
import dev.holdfast.token.connections.ProviderAnswer.NotAsked;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.ProviderUnavailableException;
import dev.holdfast.token.connections.RevocationAnswer;
import dev.holdfast.token.connections.oauth.Breaker.Call;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider that speaks OAuth 2.0. */
final class NimbusProvider implements Provider {

  private static final Logger log = LoggerFactory.getLogger(NimbusProvider.class);

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final String REDEEM = "redeem";
  private static final String REFRESH = "refresh";

  private final ProviderSettings settings;
  private final Wire wire;
  private final ProviderMetrics metrics;
  private final Endpoints endpoints;
  private final Requests requests;
  private final Answers answers;
  private final Breaker breaker;

  NimbusProvider(
      ProviderSettings settings,
      BreakerSettings breakerSettings,
      Wire wire,
      ProviderMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.wire = wire;
    this.metrics = metrics;
    this.endpoints = new Endpoints(settings, wire, clock);
    this.requests = new Requests(settings, endpoints, new OwnAuthentication(settings, clock));
    this.answers = new Answers(settings);
    this.breaker = new Breaker(settings, breakerSettings, clock);
    metrics.watch(settings.name(), breaker, List.of(REDEEM, REFRESH));
  }

  @Override
  public URI authorizationUri(String state, Secret verifier) {
    return described(() -> requests.authorization(state, verifier));
  }

  @Override
  public boolean isAnswerOf(@Nullable String iss) {
    URI issuer = settings.issuer();
    return iss == null
        ? !described(endpoints::namesItselfInAnswers)
        : issuer != null && iss.equals(issuer.toString());
  }

  @Override
  public ProviderAnswer redeem(Secret code, Secret verifier) {
    return tokens(REDEEM, () -> requests.redemption(code, verifier));
  }

  @Override
  public ProviderAnswer refresh(Secret refreshToken) {
    return tokens(REFRESH, () -> requests.refresh(refreshToken));
  }

  private ProviderAnswer tokens(String operation, Call<HTTPRequest> request) {
    try {
      ProviderAnswer answer = breaker.guard(() -> answers.read(send(request)));
      metrics.answered(settings.name(), operation, answer);
      return answer;
    } catch (Trouble trouble) {
      noteTrouble(operation, trouble);
      return trouble.kind() == Kind.NOT_ASKED
          ? new NotAsked(trouble.retryAfter().orElse(Duration.ZERO))
          : new Unavailable(trouble.retryAfter());
    }
  }

  @Override
  public DeviceAnswer startDevice() {
    try {
      return breaker.guard(
          () -> {
            Optional<URI> endpoint = endpoints.deviceAuthorization();
            return endpoint.isEmpty()
                ? new DeviceAnswer.Unsupported()
                : answers.device(send(() -> requests.device(endpoint.get())));
          });
    } catch (Trouble trouble) {
      noteTrouble("device", trouble);
      return new DeviceAnswer.Unavailable(trouble.retryAfter().orElse(AGAIN));
    }
  }

  @Override
  public PollAnswer poll(Secret deviceCode) {
    try {
      return breaker.guard(() -> answers.poll(send(() -> requests.poll(deviceCode))));
    } catch (Trouble trouble) {
      noteTrouble("poll", trouble);
      return new PollAnswer.Unavailable();
    }
  }

  @Override
  public RevocationAnswer revoke(Secret token, boolean refresh) {
    try {
      return breaker.guard(
          () -> {
            Optional<URI> endpoint = endpoints.revocation();
            return endpoint.isEmpty()
                ? RevocationAnswer.UNSUPPORTED
                : answers.revocation(
                    send(() -> requests.revocation(endpoint.get(), token, refresh)));
          });
    } catch (Trouble trouble) {
      noteTrouble("revoke", trouble);
      return RevocationAnswer.UNAVAILABLE;
    }
  }

  private HTTPResponse send(Call<HTTPRequest> request) throws Trouble {
    return wire.send(request.make(), settings.timeout());
  }

  private void noteTrouble(String operation, Trouble trouble) {
    metrics.failed(settings.name(), operation, trouble);
    log.atWarn()
        .addKeyValue("provider", settings.name())
        .addKeyValue("operation", operation)
        .addKeyValue("trouble", trouble.kind())
        .log("Provider gave no usable answer");
  }

  private <T> T described(Call<T> call) {
    try {
      return call.make();
    } catch (Trouble _) {
      throw new ProviderUnavailableException(settings.name());
    }
  }
}
