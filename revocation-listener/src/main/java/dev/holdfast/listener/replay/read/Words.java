package dev.holdfast.listener.replay.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes again and again, kept once and found by its bytes, so that it is not made first. Not
 * safe for several threads.
 */
final class Words {

  /** A guard against a flood: about 3 MB. */
  private static final int SOURCES = 20_000;

  /** Places, a power of two. */
  private static final int WORDS = 1 << 12;

  /** As above: about 6 MB when full. Who meets another in its place takes it. */
  private static final int SUBJECTS = 1 << 15;

  private static final int HASH = 31;
  private static final int HALF = 16;

  private final @Nullable Word[] words = new Word[WORDS];
  private final @Nullable SubjectId[] subjects = new SubjectId[SUBJECTS];
  private final Map<String, URI> sources = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Word(String text, byte[] spelling) {

    static Word of(byte[] text, int start, int length) {
      return new Word(
          new String(text, start, length, ISO_8859_1),
          Arrays.copyOfRange(text, start, start + length));
    }

    boolean is(byte[] other, int start, int length) {
      if (spelling.length != length) {
        return false;
      }
      // Mostly a few bytes, for which a general comparison takes twice as long.
      for (int i = 0; i < length; i++) {
        if (spelling[i] != other[start + i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** A text of few, in ASCII. */
  String one(byte[] text, int start, int length) {
    int place = shortHash(text, start, length);
    Word word = words[place];
    if (word == null || !word.is(text, start, length)) {
      // The place beside it keeps the one that was here last: two that meet would chase each other.
      Word other = words[place ^ 1];
      words[place ^ 1] = word;
      word = other != null && other.is(text, start, length) ? other : Word.of(text, start, length);
      words[place] = word;
    }
    return word.text();
  }

  /** A subject by its name in ASCII. */
  SubjectId subject(String issuer, byte[] text, int start, int length) {
    int place = hash(text, start, length) & (SUBJECTS - 1);
    SubjectId known = subjects[place];
    if (known == null
        || !same(known.subject(), text, start, length)
        || !known.issuer().equals(issuer)) {
      known = new SubjectId(issuer, new String(text, start, length, ISO_8859_1));
      subjects[place] = known;
    }
    return known;
  }

  URI source(String text) {
    if (sources.size() > SOURCES) {
      sources.clear();
    }
    return sources.computeIfAbsent(text, URI::create);
  }

  /** Most of few differ in length, end or middle. */
  private static int shortHash(byte[] text, int start, int length) {
    if (length == 0) {
      return 0;
    }
    int hash = HASH * length + text[start];
    hash = HASH * hash + text[start + length / 2];
    hash = HASH * hash + text[start + length - 1];
    return hash & (WORDS - 1);
  }

  private static int hash(byte[] text, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = HASH * hash + text[i];
    }
    return hash ^ hash >>> HALF;
  }

  private static boolean same(String known, byte[] text, int start, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }
}
