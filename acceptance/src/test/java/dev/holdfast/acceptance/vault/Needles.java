package dev.holdfast.acceptance.vault;

import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Texts to look for, in the encodings in which a JVM, a database or a log would hold them. */
final class Needles {

  private static final Charset[] ENCODINGS = {
    StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE
  };

  /** A token is recognised by its end: headers of tokens of one issuer are alike. */
  private static final int LENGTH = 24;

  private static final int BLOCK = 1 << 20;

  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Looks for a secret, and calls it so. */
  Needles add(String name, Secret secret) {
    return add(name, secret.reveal());
  }

  /** Looks for a text, and calls it so. */
  Needles add(String name, String text) {
    texts.put(name, text.substring(Math.max(0, text.length() - LENGTH)));
    return this;
  }

  /** The names of those that are in the bytes. */
  Set<String> in(byte[] hay) {
    return in(hay, hay.length);
  }

  /** The names of those that are in a file. */
  Set<String> in(Path file) {
    Set<String> found = new TreeSet<>();
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] block = new byte[BLOCK];
      int overlap = LENGTH * 2;
      int kept = 0;
      int read = stream.readNBytes(block, 0, block.length);
      while (read > 0) {
        found.addAll(in(block, kept + read));
        int end = kept + read;
        kept = Math.min(overlap, end);
        System.arraycopy(block, end - kept, block, 0, kept);
        read = stream.readNBytes(block, kept, block.length - kept);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Set<String> in(byte[] hay, int length) {
    Set<String> found = new TreeSet<>();
    texts.forEach(
        (name, text) -> {
          if (Arrays.stream(ENCODINGS)
              .anyMatch(encoding -> contains(hay, length, text.getBytes(encoding)))) {
            found.add(name);
          }
        });
    return found;
  }

  private static boolean contains(byte[] hay, int length, byte[] needle) {
    for (int at = 0; at <= length - needle.length; at++) {
      if (hay[at] == needle[0]
          && Arrays.equals(hay, at, at + needle.length, needle, 0, needle.length)) {
        return true;
      }
    }
    return false;
  }
}
