package dev.holdfast.gateway.revocation;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about what is under way while the news are stale, as new requests are asked about: one token
 * after the other, and from the beginning again not before the news' own bound has passed once
 * more. What nobody can tell anything of goes on, and what ended meanwhile is cut at the latest
 * when the news arrive.
 */
@Context
final class StaleStreams {

  private static final Logger log = LoggerFactory.getLogger(StaleStreams.class);

  private final RevocationSettings settings;
  private final OpenStreams streams;
  private final Feed feed;
  private final GrantLookup grants;
  private final Thread thread = Thread.ofVirtual().name("stale-streams").unstarted(this::run);

  StaleStreams(RevocationSettings settings, OpenStreams streams, Feed feed, GrantLookup grants) {
    this.settings = settings;
    this.streams = streams;
    this.feed = feed;
    this.grants = grants;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!thread.isInterrupted()) {
        Thread.sleep(settings.maxStaleness());
        if (!feed.isFresh()) {
          look();
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }

  private void look() {
    Map<String, List<OpenStream>> byToken =
        streams.all().stream()
            .collect(
                Collectors.groupingBy(
                    stream -> stream.token().fingerprint(), HashMap::new, Collectors.toList()));
    for (List<OpenStream> open : byToken.values()) {
      if (feed.isFresh() || thread.isInterrupted()) {
        return;
      }
      if (grants.lookUp(open.getFirst().token()) == Standing.REVOKED) {
        open.forEach(OpenStream::cut);
        log.atInfo().addKeyValue("number", open.size()).log("Cut while revocations are stale");
      }
    }
  }
}
