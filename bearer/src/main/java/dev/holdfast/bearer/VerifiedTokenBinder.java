package dev.holdfast.bearer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Hands the caller's token to a controller method that takes a {@link VerifiedToken}. */
@Singleton
@Requires(beans = BearerSettings.class)
final class VerifiedTokenBinder implements TypedRequestArgumentBinder<VerifiedToken> {

  @Override
  public Argument<VerifiedToken> argumentType() {
    return Argument.of(VerifiedToken.class);
  }

  @Override
  public BindingResult<VerifiedToken> bind(
      ArgumentConversionContext<VerifiedToken> context, HttpRequest<?> source) {
    return () -> source.getAttribute(BearerFilter.ATTRIBUTE, VerifiedToken.class);
  }
}
