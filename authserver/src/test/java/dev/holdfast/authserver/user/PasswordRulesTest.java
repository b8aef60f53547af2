package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  private final PasswordRules rules =
      new PasswordRules(new PasswordSettings(12, true, Duration.ofHours(24)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twelve chars",
        "allsmallletters",
        "                      a",
        "ｐａｓｓｗｏｒｄ１２３４",
        "😀😀😀😀😀😀😀😀😀😀😀😀"
      })
  void anythingLongEnoughWillDo(String password) {
    assertThat(rules.objection(Secret.of(password), "ann")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "eleven char", "😀😀😀😀😀😀😀😀😀😀😀"})
  void refusesWhatIsTooShort(String password) {
    assertThat(rules.objection(Secret.of(password), "ann"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("at least 12"));
  }

  @Test
  void refusesWhatWouldOnlyCostTime() {
    assertThat(rules.objection(Secret.of("xy".repeat(512)), "ann")).isEmpty();
    assertThat(rules.objection(Secret.of("xy".repeat(512) + "x"), "ann")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012",
        "Password1234",
        "QWERTYUIOP123",
        "passwordpassword",
        "iloveyou1234",
        "aaaaaaaaaaaa",
        "The.Username"
      })
  void refusesWhatAnybodyWouldTryFirst(String password) {
    assertThat(rules.objection(Secret.of(password), "the.username"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("first"));
  }

  @Test
  void saysNothingOfThePassword() {
    assertThat(rules.objection(Secret.of("tooshort"), "ann").orElseThrow())
        .doesNotContain("tooshort");
  }
}
