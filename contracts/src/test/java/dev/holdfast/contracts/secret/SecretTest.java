package dev.holdfast.contracts.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretTest {

  private record Holder(String name, Secret secret) {}

  @Test
  void printsAsAFixedMarkWhoeverHoldsIt() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret).hasToString("[redacted]");
    assertThat(new Holder("alice", secret).toString()).doesNotContain("hunter2");
    assertThat("%s".formatted(secret)).doesNotContain("hunter2");
  }

  @Test
  void givesItsValueOnlyWhenAsked() {
    assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
  }

  @Test
  void equalsByValueAndHashesAlike() {
    assertThat(Secret.of("hunter2")).isEqualTo(Secret.of("hunter2")).hasSameHashCodeAs("");
    assertThat(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3")).isNotEqualTo("hunter2");
    assertThat(Secret.of("hunter2").hashCode()).isEqualTo(Secret.of("other").hashCode());
  }

  @Test
  void emptyIsNoSecret() {
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
  }

  @Test
  void isGoneOnceClosed() {
    Secret held = Secret.of("hunter2");
    try (Secret secret = held) {
      assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    assertThatIllegalStateException().isThrownBy(held::reveal).withMessageNotContaining("hunter2");
    assertThat(held).isNotEqualTo(Secret.of("hunter2"));
    assertThat(Secret.of("hunter2")).isNotEqualTo(held);
    assertThat(held).hasToString("[redacted]");
  }
}
