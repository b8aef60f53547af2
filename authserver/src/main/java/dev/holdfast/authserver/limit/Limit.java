package dev.holdfast.authserver.limit;

/** What is limited, by the name it has in settings and metrics. */
public enum Limit {
  /** Passwords sent, per user name. */
  LOGIN_USER("login-user", true),
  /** Passwords sent, per source address. */
  LOGIN_ADDRESS("login-address", true),
  /** Token requests, per client and source address. */
  TOKEN("token", false),
  /** Authorization requests, per source address. */
  AUTHORIZE("authorize", true),
  /** Pushed authorization requests, per source address. */
  PAR("par", true),
  /** Registrations, per source address. */
  REGISTER("register", true),
  /** Device requests, per source address. */
  DEVICE("device", true),
  /** Wrong user codes, per login session, or per source address of who is not signed in. */
  USER_CODE("user-code", true),
  /** Wrong user codes of everybody. */
  USER_CODE_TOTAL("user-code-total", true);

  private final String setting;
  private final boolean shared;

  Limit(String setting, boolean shared) {
    this.setting = setting;
    this.shared = shared;
  }

  /** Its name in settings and metrics. */
  public String setting() {
    return setting;
  }

  /** Whether all replicas spend from one budget. */
  boolean shared() {
    return shared;
  }
}
