package dev.holdfast.authserver.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** Reading parameters, whatever comes. */
final class ParameterRulesPropertyTest {

  @Property
  void readingNeverFails(@ForAll String raw) {
    assertThatCode(() -> ParameterRules.fault(ParameterRules.parse(raw)))
        .doesNotThrowAnyException();
  }

  @Property
  void whatALibraryWritesIsReadBack(
      @ForAll @Size(max = 20)
          Map<@NotEmpty @AlphaChars String, @Size(min = 1, max = 3) List<String>> parameters) {
    // A lone surrogate is no character, so no UTF-8 can carry it.
    Map<String, List<String>> whole = Map.copyOf(parameters);
    boolean encodable =
        whole.values().stream().flatMap(List::stream).noneMatch(v -> v.matches("(?s).*\\p{Cs}.*"));
    if (encodable) {
      assertThat(ParameterRules.parse(URLUtils.serializeParameters(whole))).isEqualTo(whole);
    }
  }

  @Property
  void whatCannotBeDecodedIsAlwaysAFault(@ForAll @AlphaChars String value) {
    assertThat(ParameterRules.fault(ParameterRules.parse("state=" + value + "%"))).isPresent();
    assertThat(ParameterRules.fault(ParameterRules.parse("state=" + value + "%C3"))).isPresent();
  }
}
