package dev.holdfast.authserver.login;

import org.jspecify.annotations.Nullable;

/**
 * How a person has just signed in.
 *
 * @param clientId for which client
 * @param device how the person may recognise the browser
 * @param amr by what means (RFC 8176), separated by spaces
 * @param before the session the browser had, if any
 * @param provider through which provider; absent if the person signed in here
 */
public record NewLogin(
    String clientId,
    String device,
    String amr,
    @Nullable LoginSession before,
    @Nullable String provider) {

  /** By password (RFC 8176, section 2). */
  public static final String PASSWORD = "pwd";

  /** By the word of another provider; no registered value says so. */
  public static final String FEDERATED = "fed";

  /** A login here, without another provider. */
  public NewLogin(String clientId, String device, String amr, @Nullable LoginSession before) {
    this(clientId, device, amr, before, null);
  }
}
