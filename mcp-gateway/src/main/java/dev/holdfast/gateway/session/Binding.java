package dev.holdfast.gateway.session;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** To whom a session belongs, as 32 bytes: a hash of issuer and subject, or of nobody. */
final class Binding {

  static final int LENGTH = 32;

  private Binding() {}

  static byte[] of(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous() -> digest("anonymous");
      case Caller.Known(var token) -> known(token.subject());
    };
  }

  private static byte[] known(SubjectId subject) {
    return digest("subject", subject.issuer(), subject.subject());
  }

  // Each part behind its length: no two identities run together into the same bytes.
  private static byte[] digest(String... parts) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (String part : parts) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
