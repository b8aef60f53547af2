package dev.holdfast.bench.tokenservice;

/**
 * How large a table is.
 *
 * @param rows exactly
 * @param data bytes of rows, as the database counts its pages
 * @param index bytes of all keys but the primary one
 */
record Storage(long rows, long data, long index) {

  /** Bytes of a row with all its keys; 0 if there are no rows. */
  double bytesPerRow() {
    return rows == 0 ? 0 : (double) (data + index) / rows;
  }
}
