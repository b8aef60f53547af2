package dev.holdfast.bearer;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.util.AntPathMatcher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards this service's API. Deny by default: on a guarded path a route without {@link
 * RequiresScope} is refused to everybody, so a forgotten annotation shows at the first call.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = BearerSettings.class)
final class BearerFilter implements Ordered {

  static final String ATTRIBUTE = VerifiedToken.class.getName();

  private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);

  private final BearerSettings settings;
  private final VerifiedTokens tokens;
  private final Executor threads;
  private final AntPathMatcher paths = new AntPathMatcher();

  BearerFilter(
      BearerSettings settings,
      @Named("bearer") VerifiedTokens tokens,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    this.settings = settings;
    this.tokens = tokens;
    this.threads = threads;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.order();
  }

  /**
   * Decides at once about paths that are not guarded and about tokens that were verified before;
   * only others may have to wait for an issuer's keys, and go to a thread that may.
   */
  @RequestFilter
  CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
    if (!matches(settings.paths(), request) || matches(settings.open(), request)) {
      return completedStage(Optional.empty());
    }
    // RFC 6750, section 3.1: a request without a token is not told what is wrong with it.
    Optional<UnverifiedToken> presented = UnverifiedToken.of(request.getHeaders());
    if (presented.isEmpty()) {
      return completedStage(Optional.of(Refusals.unauthenticated()));
    }
    UnverifiedToken token = presented.get();
    return tokens
        .known(token, settings.audience())
        .<CompletionStage<Optional<HttpResponse<?>>>>map(
            known -> completedStage(authorize(request, known)))
        .orElseGet(() -> supplyAsync(() -> verify(request, token), threads));
  }

  private Optional<HttpResponse<?>> verify(HttpRequest<?> request, UnverifiedToken presented) {
    return switch (tokens.verify(presented, settings.audience())) {
      case Verification.Verified(VerifiedToken token) -> authorize(request, token);
      case Verification.Rejected(Rejection reason) -> {
        log.atInfo().addKeyValue("reason", reason).log("Token refused");
        yield Optional.of(Refusals.invalidToken());
      }
      case Verification.Unavailable(String issuer) -> {
        log.atWarn().addKeyValue("issuer", issuer).log("Issuer's keys cannot be had");
        yield Optional.of(Refusals.unavailable());
      }
    };
  }

  private static Optional<HttpResponse<?>> authorize(HttpRequest<?> request, VerifiedToken token) {
    var route = RouteAttributes.getRouteMatch(request);
    if (route.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> scope =
        route.get().getRouteInfo().getAnnotationMetadata().stringValue(RequiresScope.class);
    // RFC 6750, section 3.1: insufficient_scope
    if (scope.isEmpty() || !token.scopes().contains(scope.get())) {
      return Optional.of(Refusals.insufficientScope(scope.orElse("")));
    }
    request.setAttribute(ATTRIBUTE, token);
    return Optional.empty();
  }

  private boolean matches(List<String> patterns, HttpRequest<?> request) {
    return patterns.stream().anyMatch(pattern -> paths.matches(pattern, request.getPath()));
  }
}
