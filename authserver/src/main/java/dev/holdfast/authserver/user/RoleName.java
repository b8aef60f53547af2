package dev.holdfast.authserver.user;

/**
 * How roles are spelled: so that the configuration, a database column and a claim can hold them.
 */
public final class RoleName {

  /** Lower-case words joined by hyphens. */
  public static final String PATTERN = "[a-z0-9]+(-[a-z0-9]+)*";

  /** The most roles of one user. */
  public static final int MOST = 30;

  /** The longest role. */
  public static final int LONGEST = 64;

  private RoleName() {}
}
