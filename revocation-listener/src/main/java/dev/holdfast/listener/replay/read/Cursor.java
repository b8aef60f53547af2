package dev.holdfast.listener.replay.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.holdfast.contracts.identity.SubjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads JSON as our encoder writes it: ASCII without escapes and white space. Whatever else it
 * meets, broken or only unusual, is {@link Strange}; it never takes for JSON what is none. Not safe
 * for several threads.
 */
final class Cursor {

  private static final boolean[] PLAIN = plain();

  /** Members of others may be nested so deep before they are strange. */
  private static final int DEEP = 16;

  /** With one more, a number may not fit. */
  private static final int DIGITS = 18;

  private final Words words;
  private byte[] bytes = {};
  private int at;
  private int end;

  Cursor(Words words) {
    this.words = words;
  }

  /** Begins anew with another text. */
  void open(ByteBuffer text) {
    Strange.unless(text.hasArray());
    bytes = text.array();
    at = text.arrayOffset() + text.position();
    end = at + text.remaining();
  }

  /** Steps over this and nothing else. */
  void step(char expected) {
    if (at == end || bytes[at] != expected) {
      throw new Strange();
    }
    at++;
  }

  /** Steps to the next member or element, or behind the end if there is none. */
  boolean next(char close) {
    byte ahead = peek();
    if (ahead == close) {
      at++;
      return false;
    }
    byte before = bytes[at - 1];
    if (before != '{' && before != '[') {
      step(',');
    }
    return true;
  }

  /** The name of a member, and over the colon. */
  String name() {
    String name = word();
    step(':');
    return name;
  }

  /** A text of few. */
  String word() {
    int start = at + 1;
    return words.one(bytes, start, textEnd() - start);
  }

  /** A text. */
  String text() {
    int start = at + 1;
    return new String(bytes, start, textEnd() - start, ISO_8859_1);
  }

  /** A text that names a subject of this issuer. */
  SubjectId subject(String issuer) {
    int start = at + 1;
    return words.subject(issuer, bytes, start, textEnd() - start);
  }

  /** A text that is an instant. */
  Instant instant() {
    int start = at + 1;
    return Times.instant(bytes, start, textEnd() - start);
  }

  /** A whole number. */
  long number() {
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    int first = at;
    long number = 0;
    while (isDigit(peek())) {
      number = number * 10 + bytes[at] - '0';
      at++;
    }
    int digits = at - first;
    Strange.unless(digits > 0 && digits <= DIGITS);
    Strange.unless(digits == 1 || bytes[first] != '0');
    byte ahead = peek();
    Strange.unless(ahead == ',' || ahead == '}' || ahead == ']');
    return negative ? -number : number;
  }

  /** Steps over any value. */
  void skip() {
    skip(0);
  }

  /** Nothing may follow. */
  void close() {
    Strange.unless(at == end);
  }

  private void skip(int depth) {
    Strange.unless(depth < DEEP);
    switch (peek()) {
      case '"' -> textEnd();
      case '{' -> {
        step('{');
        while (next('}')) {
          name();
          skip(depth + 1);
        }
      }
      case '[' -> {
        step('[');
        while (next(']')) {
          skip(depth + 1);
        }
      }
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      step(word.charAt(i));
    }
  }

  /** Steps over a text, and tells where its last quotation mark is. */
  private int textEnd() {
    step('"');
    int last = plainEnd(bytes, at, end);
    at = last;
    step('"');
    return last;
  }

  /** Where a text's first byte is that is no plain character of it. */
  private static int plainEnd(byte[] text, int start, int end) {
    int i = start;
    while (i < end && PLAIN[text[i] & 0xff]) {
      i++;
    }
    return i;
  }

  private byte peek() {
    if (at == end) {
      throw new Strange();
    }
    return bytes[at];
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[1 << Byte.SIZE];
    Arrays.fill(plain, ' ', '~' + 1, true);
    plain['"'] = false;
    plain['\\'] = false;
    return plain;
  }
}
