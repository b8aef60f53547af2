package dev.holdfast.gateway.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingsTest {

  private static final OpenedSession SESSION =
      new OpenedSession("u", Instant.EPOCH, "one", Optional.empty());

  private final Listings listings =
      new Listings(new RestartSettings(Duration.ZERO, Duration.ZERO, 10, Duration.ofHours(1)));

  @Test
  void listOfSeveralPagesIsKnownWhenAllOfItWasSeen() {
    note("{}", "{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"2\"}");
    assertThat(seen()).isEmpty();
    note("{\"cursor\":\"2\"}", "{\"tools\":[{\"name\":\"b\"}]}");
    Listing both = seen().orElseThrow();

    note("{}", "{\"tools\":[{\"name\":\"a\"}]}");

    assertThat(seen().orElseThrow().isSameAs(both)).isFalse();
  }

  @Test
  void pagesOutOfTheirOrderAreNoList() {
    note("{}", "{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"2\"}");
    note("{\"cursor\":\"3\"}", "{\"tools\":[{\"name\":\"b\"}]}");

    assertThat(seen()).isEmpty();
  }

  @Test
  void orderOnAPageDoesNotMatterAndWhatThingsAreDoes() {
    note("{}", "{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
    Listing first = seen().orElseThrow();
    note("{}", "{\"tools\":[{\"name\":\"b\"},{\"name\":\"a\"}]}");
    assertThat(seen().orElseThrow().isSameAs(first)).isTrue();
    note("{}", "{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\",\"title\":\"B\"}]}");
    assertThat(seen().orElseThrow().isSameAs(first)).isFalse();
  }

  private Optional<Listing> seen() {
    return listings.seen(SESSION, "tools/list");
  }

  private void note(String params, String result) {
    Message message = message("{\"id\":1,\"method\":\"tools/list\",\"params\":" + params + "}");
    String answer = "{\"id\":1,\"result\":" + result + "}";
    byte[] passed =
        listings
            .note(Answer.json(answer.getBytes(StandardCharsets.UTF_8)), message, SESSION)
            .body()
            .blockLast();
    assertThat(passed).asString().isEqualTo(answer);
  }

  private static Message message(String json) {
    return JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
