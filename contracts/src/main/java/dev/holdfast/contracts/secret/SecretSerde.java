package dev.holdfast.contracts.secret;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serde;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Lets a {@link Secret} travel in the bodies of the internal API as a plain JSON string. */
@Singleton
final class SecretSerde implements Serde<Secret> {

  @Override
  public Secret deserialize(Decoder decoder, DecoderContext context, Argument<? super Secret> type)
      throws IOException {
    return Secret.of(decoder.decodeString());
  }

  @Override
  public void serialize(
      Encoder encoder, EncoderContext context, Argument<? extends Secret> type, Secret value)
      throws IOException {
    encoder.encodeString(value.reveal());
  }
}
