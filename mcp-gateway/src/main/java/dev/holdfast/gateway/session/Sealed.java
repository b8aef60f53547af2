package dev.holdfast.gateway.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is inside a sealed session id.
 *
 * @param upstreamId the id that the upstream gave
 * @param binding to whom it belongs
 * @param server the server's name
 * @param created when it was sealed
 * @param initialize the client's parameters; the first format has none, the second may
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record Sealed(
    String upstreamId,
    byte[] binding,
    String server,
    Instant created,
    Optional<InitializeParameters> initialize) {

  private static final long SECONDS_BELOW = 100_000_000_000L;

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(created.toEpochMilli());
      out.write(binding);
      out.writeUTF(server);
      out.writeUTF(upstreamId);
      // To the end; nothing at all if there are none.
      out.write(initialize.map(InitializeParameters::compressed).orElse(new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads both formats: the first ends where the parameters of the second begin. */
  static Sealed fromBytes(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Instant created = instant(in.readLong());
      byte[] binding = in.readNBytes(Binding.LENGTH);
      String server = in.readUTF();
      String upstreamId = in.readUTF();
      byte[] rest = in.readAllBytes();
      return new Sealed(
          upstreamId,
          binding,
          server,
          created,
          rest.length == 0
              ? Optional.empty()
              : Optional.of(InitializeParameters.fromCompressed(rest)));
    }
  }

  // The first format told seconds, and their number is far below that of milliseconds.
  private static Instant instant(long number) {
    return number < SECONDS_BELOW ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }
}
