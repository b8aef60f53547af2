package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a refresh token stands (RFC 7662, section 2.2). Either it is active and everything is there,
 * or it is not and nothing else is told.
 *
 * @param active whether it could be exchanged now
 * @param grant its grant
 * @param issuedAt when this token was issued, which for all but the first is later than the grant
 * @param expiresAt when it stops working if it is not used
 */
@Serdeable
public record IntrospectedGrant(
    boolean active,
    @Nullable Grant grant,
    @Nullable Instant issuedAt,
    @Nullable Instant expiresAt) {

  /** Unknown, used, expired, ended, or another issuer's: nobody learns which. */
  public static IntrospectedGrant inactive() {
    return new IntrospectedGrant(false, null, null, null);
  }
}
