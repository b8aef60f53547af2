package dev.holdfast.gateway.session;

import dev.holdfast.contracts.identity.SubjectId;
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
 * @param owner the same in clear; empty if to nobody, or in the first two formats
 * @param server the server's name
 * @param created when it was sealed
 * @param initialize the client's parameters; the first format has none, the others may
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record Sealed(
    String upstreamId,
    byte[] binding,
    Optional<SubjectId> owner,
    String server,
    Instant created,
    Optional<InitializeParameters> initialize) {

  private static final long SECONDS_BELOW = 100_000_000_000L;

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(created.toEpochMilli());
      out.write(binding);
      out.writeUTF(owner.map(SubjectId::issuer).orElse(""));
      out.writeUTF(owner.map(SubjectId::subject).orElse(""));
      out.writeUTF(server);
      out.writeUTF(upstreamId);
      // To the end; nothing at all if there are none.
      out.write(initialize.map(InitializeParameters::compressed).orElse(new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads all formats: the first ends where the parameters of the second begin.
   *
   * @param owned whether the owner is told in clear
   */
  static Sealed fromBytes(byte[] bytes, boolean owned) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Instant created = instant(in.readLong());
      byte[] binding = in.readNBytes(Binding.LENGTH);
      Optional<SubjectId> owner = owned ? owner(in.readUTF(), in.readUTF()) : Optional.empty();
      String server = in.readUTF();
      String upstreamId = in.readUTF();
      byte[] rest = in.readAllBytes();
      return new Sealed(
          upstreamId,
          binding,
          owner,
          server,
          created,
          rest.length == 0
              ? Optional.empty()
              : Optional.of(InitializeParameters.fromCompressed(rest)));
    }
  }

  private static Optional<SubjectId> owner(String issuer, String subject) {
    return issuer.isEmpty() ? Optional.empty() : Optional.of(new SubjectId(issuer, subject));
  }

  // The first format told seconds, and their number is far below that of milliseconds.
  private static Instant instant(long number) {
    return number < SECONDS_BELOW ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }
}
