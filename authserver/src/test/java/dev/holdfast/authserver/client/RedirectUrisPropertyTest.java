package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

/** Which redirection URIs match, whatever they are. */
final class RedirectUrisPropertyTest {

  @Property
  void everyAddressMatchesItself(@ForAll @NotEmpty @AlphaChars String path) {
    URI uri = URI.create("https://client.example/" + path);
    assertThat(RedirectUris.match(uri, uri)).isTrue();
  }

  @Property
  void anyPortOfLoopbackWillDo(
      @ForAll @IntRange(min = 1, max = 65_535) int one,
      @ForAll @IntRange(min = 1, max = 65_535) int other,
      @ForAll @AlphaChars String path) {
    assertThat(
            RedirectUris.match(
                URI.create("http://127.0.0.1:" + one + "/" + path),
                URI.create("http://127.0.0.1:" + other + "/" + path)))
        .isTrue();
  }

  @Property
  void noOtherPortOfAnyOtherHostWillDo(
      @ForAll @IntRange(min = 1, max = 65_535) int one,
      @ForAll @IntRange(min = 1, max = 65_535) int other) {
    URI registered = URI.create("https://client.example:" + one + "/callback");
    URI requested = URI.create("https://client.example:" + other + "/callback");
    assertThat(RedirectUris.match(registered, requested)).isEqualTo(one == other);
  }

  @Property
  void nothingAddedMatches(
      @ForAll @NotEmpty @AlphaChars String more, @ForAll @IntRange(max = 3) int where) {
    URI registered = URI.create("http://127.0.0.1/callback");
    String requested =
        switch (where) {
          case 0 -> "http://127.0.0.1/callback" + more;
          case 1 -> "http://127.0.0.1/callback?" + more;
          case 2 -> "http://127.0.0.1/callback#" + more;
          default -> "http://" + more + "@127.0.0.1/callback";
        };
    assertThat(RedirectUris.match(registered, URI.create(requested))).isFalse();
  }
}
