package dev.holdfast.bench.tokenservice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorageTest {

  @Test
  void aRowCostsItsKeysToo() {
    assertThat(new Storage(4, 600, 200).bytesPerRow()).isEqualTo(200);
  }

  @Test
  void anEmptyTableCostsNothingForEachRow() {
    assertThat(new Storage(0, 16_384, 0).bytesPerRow()).isZero();
  }
}
