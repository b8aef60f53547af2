package dev.holdfast.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.server.McpServer;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Seals the upstream's session id together with its owner, its server, its age and the parameters
 * that the client opened it with, and opens it for that owner and server only. Nothing is stored:
 * any replica with the keyset opens it, before and after a restart. Possession of the result
 * authenticates nobody (MCP, Session Hijacking).
 */
@Context
public final class SealedSessions {

  private static final String FORMAT = "hf3.";
  // Without the owner in clear, and before without the client's parameters: they go on.
  private static final List<String> EARLIER_FORMATS = List.of("hf1.", "hf2.");
  private static final String ADDRESS = "hfa1.";
  private static final int MAX_LENGTH = 4_096;
  private static final int TAG_LENGTH = 16;

  // What busy sessions are opened for again and again; idle ones take no memory.
  private static final long MOST_RECENT = 500;
  private static final Duration RECENTLY = Duration.ofMinutes(1);

  private final Cache<String, Unsealed> recent =
      Caffeine.newBuilder().maximumSize(MOST_RECENT).expireAfterAccess(RECENTLY).build();
  private final Aead aead;
  private final SessionSettings settings;
  private final Logouts logouts;
  private final Clock clock;

  SealedSessions(SessionSettings settings, Logouts logouts, Clock clock) {
    this.logouts = logouts;
    this.aead = SessionKeyset.load(settings);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The session id for the client: visible ASCII, different each time, of bounded length.
   * Parameters that make it too long are left out.
   *
   * @return empty if the upstream's id alone makes it too long
   */
  public Optional<String> seal(
      String upstreamId, Caller owner, McpServer server, InitializeParameters initialize) {
    if (upstreamId.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Optional<InitializeParameters> kept =
        Optional.of(initialize).filter(all -> all.fit(settings.maxInitialize()));
    return Optional.of(seal(FORMAT, upstreamId, owner, server, kept))
        .filter(SealedSessions::opens)
        .or(() -> Optional.of(seal(FORMAT, upstreamId, owner, server, Optional.empty())))
        .filter(SealedSessions::opens);
  }

  private static boolean opens(String id) {
    return id.length() <= MAX_LENGTH;
  }

  /**
   * Tells any replica in which of the upstream's sessions it was that the upstream asked something
   * of the owner, so that the owner's answer gets there. It is no session id.
   */
  public String sealAddress(String upstreamId, Caller owner, McpServer server) {
    return seal(ADDRESS, upstreamId, owner, server, Optional.empty());
  }

  /** The upstream's session id in an address; empty if it is not this caller's on this server. */
  public Optional<String> openAddress(String presented, Caller caller, McpServer server) {
    return presented.startsWith(ADDRESS)
            && presented.length() <= MAX_LENGTH
            && open(ADDRESS, presented, caller, server) instanceof Opening.Opened(var session)
        ? Optional.of(session.upstreamId())
        : Optional.empty();
  }

  /** The upstream's session, if the presented id is this caller's on this server. */
  public Opening open(String presented, Caller caller, McpServer server) {
    boolean known =
        presented.startsWith(FORMAT) || EARLIER_FORMATS.stream().anyMatch(presented::startsWith);
    if (!known || presented.length() > MAX_LENGTH) {
      return new Opening.Refused(Opening.Reason.OTHER_FORMAT);
    }
    return open(presented.substring(0, FORMAT.length()), presented, caller, server);
  }

  private String seal(
      String format,
      String upstreamId,
      Caller owner,
      McpServer server,
      Optional<InitializeParameters> initialize) {
    Sealed content =
        new Sealed(
            upstreamId,
            Binding.of(owner),
            subject(owner),
            server.name(),
            beginning(owner),
            initialize);
    try {
      byte[] sealed = aead.encrypt(content.toBytes(), associated(format));
      return format + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a session cannot be sealed", e);
    }
  }

  private Opening open(String format, String presented, Caller caller, McpServer server) {
    try {
      Unsealed lately = recent.getIfPresent(presented);
      return check(lately == null ? unseal(format, presented) : lately, caller, server);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      return new Opening.Refused(Opening.Reason.DOES_NOT_OPEN);
    }
  }

  private Unsealed unseal(String format, String presented)
      throws GeneralSecurityException, IOException {
    byte[] sealed = Base64.getUrlDecoder().decode(presented.substring(format.length()));
    byte[] opened = aead.decrypt(sealed, associated(format));
    Sealed content = Sealed.fromBytes(opened, !EARLIER_FORMATS.contains(format));
    Unsealed unsealed = new Unsealed(content, fingerprint(sealed));
    recent.put(presented, unsealed);
    return unsealed;
  }

  private Opening check(Unsealed unsealed, Caller caller, McpServer server) {
    Sealed content = unsealed.content();
    if (!MessageDigest.isEqual(content.binding(), Binding.of(caller))) {
      return new Opening.Refused(Opening.Reason.OTHER_OWNER, content.owner());
    }
    if (!content.server().equals(server.name())) {
      return new Opening.Refused(Opening.Reason.OTHER_SERVER);
    }
    if (!clock.instant().isBefore(content.created().plus(maxAge(caller)))) {
      return new Opening.Refused(Opening.Reason.TOO_OLD);
    }
    return new Opening.Opened(
        new OpenedSession(
            content.upstreamId(), content.created(), unsealed.fingerprint(), content.initialize()));
  }

  // Whoever is nobody loses little, and could make others remember the ends of any number of them.
  private Duration maxAge(Caller owner) {
    boolean shorter =
        owner instanceof Caller.Anonymous
            && settings.anonymousMaxAge().compareTo(settings.maxAge()) < 0;
    return shorter ? settings.anonymousMaxAge() : settings.maxAge();
  }

  private static Optional<SubjectId> subject(Caller owner) {
    return owner instanceof Caller.Known(var token)
        ? Optional.of(token.subject())
        : Optional.empty();
  }

  private Instant beginning(Caller owner) {
    return switch (owner) {
      case Caller.Anonymous() -> clock.instant();
      case Caller.Known(var token) -> logouts.beginning(token.subject());
    };
  }

  private static byte[] associated(String format) {
    return format.getBytes(StandardCharsets.US_ASCII);
  }

  /** What a sealed id says. Whose it is, and whether it is too old, is checked every time. */
  private record Unsealed(Sealed content, String fingerprint) {}

  // Sealing is randomised, so the authentication tag at the end is unique.
  private static String fingerprint(byte[] sealed) {
    return HexFormat.of().formatHex(sealed, sealed.length - TAG_LENGTH, sealed.length);
  }
}
