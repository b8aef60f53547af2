package dev.holdfast.contracts.problem;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457, section 3). Media type {@value #MEDIA_TYPE}.
 *
 * @param type one of {@link ProblemTypes}
 * @param title short, the same for every occurrence of the type
 * @param status the HTTP status
 * @param detail what the caller can do about this occurrence; holds no secret
 * @param traceId where to look in the logs, for the unexpected
 */
@Serdeable
public record Problem(
    String type, String title, int status, @Nullable String detail, @Nullable String traceId) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem without a trace. */
  public static Problem of(String type, String title, int status, String detail) {
    return new Problem(type, title, status, detail, null);
  }
}
