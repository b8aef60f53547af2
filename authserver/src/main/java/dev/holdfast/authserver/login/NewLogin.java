package dev.holdfast.authserver.login;

import org.jspecify.annotations.Nullable;

/**
 * How a person has just signed in.
 *
 * @param clientId for which client
 * @param device how the person may recognise the browser
 * @param amr by what means (RFC 8176), separated by spaces
 * @param before the session the browser had, if any
 */
public record NewLogin(String clientId, String device, String amr, @Nullable LoginSession before) {

  /** By password (RFC 8176, section 2). */
  public static final String PASSWORD = "pwd";
}
