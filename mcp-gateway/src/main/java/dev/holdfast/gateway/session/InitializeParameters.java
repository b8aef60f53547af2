package dev.holdfast.gateway.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The parameters of a client's {@code initialize}, as JSON text.
 *
 * @param json one object
 */
public record InitializeParameters(String json) {

  // Part of the format: ids that were sealed with it open with it only.
  private static final byte[] DICTIONARY =
      ("\"sampling\":{},\"roots\":{\"listChanged\":true},\"elicitation\":{\"form\":{},\"url\":{}},"
              + "\"experimental\":{},\"extensions\":{},\"tasks\":{\"title\":\"\",\"websiteUrl\":\"https://"
              + "\"2025-03-26\"2025-06-18\"{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
              + "\"clientInfo\":{\"name\":\"mcp-client\",\"version\":\"1.0.0\"}}")
          .getBytes(StandardCharsets.UTF_8);

  // In characters, of which none takes more than three bytes.
  private static final int LONGEST = 64 * 1024;

  /** Whether they can be kept in so many compressed bytes. */
  boolean fit(int most) {
    return json.length() <= LONGEST && compressed().length <= most;
  }

  byte[] compressed() {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      var out = new ByteArrayOutputStream();
      byte[] piece = new byte[512];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
      return out.toByteArray();
    }
  }

  static InitializeParameters fromCompressed(byte[] bytes) throws IOException {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(bytes);
      var out = new ByteArrayOutputStream();
      byte[] piece = new byte[512];
      while (!inflater.finished()) {
        int length = inflater.inflate(piece);
        if ((length == 0 && !inflater.finished()) || out.size() > 3 * LONGEST) {
          throw new IOException("the parameters are damaged or too long");
        }
        out.write(piece, 0, length);
      }
      return new InitializeParameters(out.toString(StandardCharsets.UTF_8));
    } catch (DataFormatException e) {
      throw new IOException(e);
    }
  }
}
