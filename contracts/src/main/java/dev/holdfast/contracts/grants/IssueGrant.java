package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A grant to record. The issuer of {@code subject} must be the caller's own.
 *
 * @param subject who granted
 * @param clientId to whom
 * @param sid in which login session
 * @param scopes what
 * @param resources for which audiences (RFC 8707); at least one
 * @param authTime when the person signed in
 * @param issuedAt the instant the grant begins; sweeps compare with it
 * @param deviceLabel how the person may recognise the device, if known: {@value #LONGEST_LABEL}
 *     printable ASCII characters at most
 * @param refreshable whether a refresh token is wanted
 */
@Serdeable
public record IssueGrant(
    SubjectId subject,
    @NotBlank String clientId,
    @NotBlank String sid,
    SortedSet<String> scopes,
    List<String> resources,
    Instant authTime,
    Instant issuedAt,
    @Size(max = LONGEST_LABEL) @Pattern(regexp = "[\\x20-\\x7e]*") @Nullable String deviceLabel,
    boolean refreshable) {

  /** Characters of a device's label. */
  public static final int LONGEST_LABEL = 64;
}
