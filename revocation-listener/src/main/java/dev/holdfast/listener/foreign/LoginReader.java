package dev.holdfast.listener.foreign;

import org.jspecify.annotations.Nullable;

/** Reads one producer's records. */
@FunctionalInterface
interface LoginReader {

  /** What the record says. */
  ForeignLogin read(byte @Nullable [] value) throws UnusableException;
}
