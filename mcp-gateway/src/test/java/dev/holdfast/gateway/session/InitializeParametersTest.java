package dev.holdfast.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitializeParametersTest {

  private static final String USUAL =
      "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"roots\":{\"listChanged\":true},"
          + "\"sampling\":{},\"elicitation\":{}},\"clientInfo\":{\"name\":\"some-client\","
          + "\"title\":\"Some Client\",\"version\":\"2.1.7\",\"websiteUrl\":\"https://client.example\"}}";

  @ParameterizedTest
  @ValueSource(strings = {"{}", USUAL, "{\"a\":\"☺ \\u0000\"}", ""})
  void whatWasCompressedComesBack(String json) throws Exception {
    byte[] compressed = new InitializeParameters(json).compressed();

    assertThat(InitializeParameters.fromCompressed(compressed))
        .isEqualTo(new InitializeParameters(json));
  }

  @Test
  void usualClientsTakeLittleRoom() {
    assertThat(USUAL).hasSizeGreaterThan(200);
    assertThat(new InitializeParameters(USUAL).compressed()).hasSizeLessThan(100);
  }

  /** The dictionary is part of the format: ids that were given out must open for ever. */
  @Test
  void dictionaryIsTheOneOfTheFirstDay() throws Exception {
    byte[] first =
        Base64.getDecoder()
            .decode("I9Ua/CGHGsio4ViLy4XF+bmpCCfCgisYKKrgjOlwIz1DPXNcYQkxRS+1AuSOVKD3AA==");

    assertThat(InitializeParameters.fromCompressed(first))
        .isEqualTo(new InitializeParameters(USUAL));
  }

  @Test
  void whatCannotBeReadBackIsNotKept() {
    assertThat(new InitializeParameters("x".repeat(100_000)).fit(1_024)).isFalse();
    assertThat(new InitializeParameters("☺".repeat(60_000)).fit(1_024)).isTrue();
    assertThat(new InitializeParameters(USUAL).fit(10)).isFalse();
  }

  @Test
  void bombsAndDamageAreRefused() {
    byte[] bomb = new InitializeParameters("x".repeat(1_000_000)).compressed();
    byte[] cut = Arrays.copyOf(new InitializeParameters(USUAL).compressed(), 20);

    for (byte[] bad : new byte[][] {bomb, cut, {1, 2, 3}}) {
      assertThatThrownBy(() -> InitializeParameters.fromCompressed(bad))
          .isInstanceOf(IOException.class);
    }
  }
}
