package dev.holdfast.gateway.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What is inside a sealed session id. */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record Sealed(String upstreamId, byte[] binding, String server, Instant created) {

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(created.getEpochSecond());
      out.write(binding);
      out.writeUTF(server);
      out.writeUTF(upstreamId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Sealed fromBytes(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Instant created = Instant.ofEpochSecond(in.readLong());
      byte[] binding = in.readNBytes(Binding.LENGTH);
      String server = in.readUTF();
      return new Sealed(in.readUTF(), binding, server, created);
    }
  }
}
