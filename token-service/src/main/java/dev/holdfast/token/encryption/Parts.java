package dev.holdfast.token.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Texts joined so that different lists never give the same bytes: each after its length. */
final class Parts {

  private Parts() {}

  static byte[] join(Stream<String> parts) {
    List<byte[]> texts = parts.map(part -> part.getBytes(UTF_8)).toList();
    var joined =
        ByteBuffer.allocate(texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum());
    texts.forEach(text -> joined.putInt(text.length).put(text));
    return joined.array();
  }
}
