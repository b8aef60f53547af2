package dev.holdfast.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InternalAddressesTest {

  private final InternalAddresses addresses =
      new InternalAddresses(
          List.of(
              "http://localhost:9000=http://authserver:9000",
              " https://login.example.com = http://authserver:9000 ",
              ""));

  @ParameterizedTest
  @CsvSource({
    "http://localhost:9000/oauth2/jwks, http://authserver:9000/oauth2/jwks",
    "http://localhost:9000, http://authserver:9000",
    "http://localhost:9000/a%20b?c=d%26e, http://authserver:9000/a%20b?c=d%26e",
    "HTTPS://LOGIN.example.com/x, http://authserver:9000/x",
  })
  void whatHasAnEntryIsReachedThere(URI address, URI reached) {
    assertThat(addresses.of(address)).isEqualTo(reached);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9100/oauth2/jwks",
        "https://localhost:9000/",
        "http://localhost/",
        "https://login.example.com.evil.example/x",
        "https://login.example.com:8443/x",
        "https://user@login.example.com/x",
      })
  void everythingElseIsWhereItSays(URI address) {
    assertThat(addresses.of(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9000",
        "http://a=http://b=http://c",
        "http://a/path=http://b",
        "http://a=http://b/",
        "http://a=http://user:password@b",
        "ftp://a=http://b",
        "a=b",
        "http://a=http://b c",
      })
  void whatIsNoPairOfOriginsEndsTheStart(String entry) {
    assertThatThrownBy(() -> new InternalAddresses(List.of(entry)))
        .hasMessageStartingWith("holdfast.network.internal-addresses: ");
  }

  @Test
  void withoutEntriesNothingMoves() {
    URI address = URI.create("http://localhost:9000/oauth2/token");

    assertThat(InternalAddresses.none().of(address)).isEqualTo(address);
  }
}
