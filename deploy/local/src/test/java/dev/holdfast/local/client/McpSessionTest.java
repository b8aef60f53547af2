package dev.holdfast.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class McpSessionTest {
  private final AtomicReference<Secret> token = new AtomicReference<>(Secret.of("at-1"));
  private FakeMcp mcp;

  @BeforeEach
  void start() throws IOException {
    mcp = new FakeMcp();
  }

  @AfterEach
  void stop() {
    mcp.close();
  }

  @Test
  void aNewTokenIsUsedOnTheSameSession() {
    try (McpSession session = McpSession.open(mcp.uri(), token::get)) {
      assertThat(session.callTool("where", Map.of())).isEqualTo("s-1");
      renew("at-2");
      assertThat(session.callTool("where", Map.of())).isEqualTo("s-1");
      assertThat(session.sessionId()).contains("s-1");
    }
    assertThat(mcp.sessions).hasValue(1);
    assertThat(mcp.ended).containsExactly("s-1");
  }

  @Test
  void anExpiredTokenIsToldAndTheSessionGoesOnAfterTheRefresh() {
    try (McpSession session = McpSession.open(mcp.uri(), token::get)) {
      mcp.accepted.set("at-2");
      Unauthorized unauthorized =
          catchThrowableOfType(Unauthorized.class, () -> session.callTool("where", Map.of()));
      assertThat(unauthorized.challenge()).contains("invalid_token");
      token.set(Secret.of("at-2"));
      assertThat(session.callTool("where", Map.of())).isEqualTo("s-1");
    }
    assertThat(mcp.sessions).hasValue(1);
  }

  @Test
  void aSessionThatRenewsHealsItself() {
    try (McpSession session = McpSession.open(mcp.uri(), token::get, this::refreshed)) {
      mcp.accepted.set("at-2");
      assertThat(session.callTool("where", Map.of())).isEqualTo("s-1");
      assertThat(session.sessionId()).contains("s-1");
    }
    assertThat(mcp.sessions).hasValue(1);
  }

  @Test
  void openingWithoutARightTokenIsUnauthorized() {
    mcp.accepted.set("other");
    assertThatThrownBy(() -> McpSession.open(mcp.uri(), token::get))
        .isInstanceOf(Unauthorized.class)
        .hasMessageNotContaining("at-1");
  }

  @Test
  void aFailedToolIsNoAnswer() {
    try (McpSession session = McpSession.open(mcp.uri(), token::get)) {
      assertThatThrownBy(() -> session.callTool("broken", Map.of()))
          .isInstanceOf(ToolError.class)
          .hasMessage("s-1");
    }
  }

  private boolean refreshed() {
    token.set(Secret.of("at-2"));
    return true;
  }

  private void renew(String value) {
    mcp.accepted.set(value);
    token.set(Secret.of(value));
  }
}
