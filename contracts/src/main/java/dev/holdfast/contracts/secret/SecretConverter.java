package dev.holdfast.contracts.secret;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Lets configuration records take a {@link Secret}; a blank property is the same as a missing one.
 */
@Singleton
final class SecretConverter implements TypeConverter<CharSequence, Secret> {

  @Override
  public Optional<Secret> convert(
      CharSequence value, Class<Secret> target, ConversionContext context) {
    return value.toString().isBlank() ? Optional.empty() : Optional.of(Secret.of(value.toString()));
  }
}
