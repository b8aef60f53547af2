package dev.holdfast.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectIdTest {

  private static final String ISSUER = "http://localhost:9000";

  @Test
  void theKeyIsIssuerSpaceSubject() {
    assertThat(new SubjectId(ISSUER, "alice smith").key())
        .isEqualTo("http://localhost:9000 alice smith");
  }

  @Test
  void identitiesThatJoinAlikeKeepDifferentKeys() {
    assertThat(new SubjectId("https://a", "b c").key())
        .isNotEqualTo(new SubjectId("https://ab", "c").key());
    assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId("https://a b", "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\u0000b", "line\nbreak"})
  void aBlankOrUnprintablePartIsRefused(String part) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId(ISSUER, part));
    assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId(part, "alice"));
  }

  @Test
  void partsHoldUpTo255Characters() {
    assertThat(new SubjectId(ISSUER, "s".repeat(255)).subject()).hasSize(255);
    assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId(ISSUER, "s".repeat(256)));
  }
}
