package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.identity.SubjectId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Calls and streams under way, by grant, session and subject, so that they can be cut. */
@Singleton
public final class OpenStreams {

  private final StreamCuts<String> byGrant = new StreamCuts<>();
  private final StreamCuts<String> bySession = new StreamCuts<>();
  private final StreamCuts<SubjectId> bySubject = new StreamCuts<>();

  /**
   * Registers what is under way for the holder of this token.
   *
   * @param begun when its session began; without one, the request
   * @param session tells its session from others; empty if it has none
   * @param end lets it end; called once at most, by whoever brings the news, and must not wait
   */
  public OpenStream open(
      VerifiedToken token, Instant begun, Optional<String> session, Runnable end) {
    OpenStream stream = new OpenStream(token, begun, session, end);
    session.ifPresent(one -> bySession.add(one, stream));
    token.gid().ifPresent(gid -> byGrant.add(gid, stream));
    bySubject.add(token.subject(), stream);
    return stream;
  }

  /** It is over. */
  public void closed(OpenStream stream) {
    stream.session().ifPresent(one -> bySession.remove(one, stream));
    stream.token().gid().ifPresent(gid -> byGrant.remove(gid, stream));
    bySubject.remove(stream.token().subject(), stream);
  }

  /** All that is under way now. */
  List<OpenStream> all() {
    return bySubject.all();
  }

  void cut(String gid) {
    byGrant.cut(gid, _ -> true);
  }

  void cutSession(String session) {
    bySession.cut(session, _ -> true);
  }

  void cutBegunBefore(SubjectId subject, Instant logout) {
    bySubject.cut(subject, stream -> stream.isOlderThan(logout));
  }

  void cut(SubjectId subject, Instant epoch) {
    bySubject.cut(subject, stream -> stream.token().isOlderThan(epoch));
  }
}
