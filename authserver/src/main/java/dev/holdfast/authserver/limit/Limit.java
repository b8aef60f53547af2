package dev.holdfast.authserver.limit;

/** What is limited, by the name it has in settings and metrics. */
public enum Limit {
  /** Passwords sent, per user name. */
  LOGIN_USER("login-user", Kind.GUESSING),
  /** Passwords sent, per source address. */
  LOGIN_ADDRESS("login-address", Kind.GUESSING),
  /** Token requests, per client and source address. */
  TOKEN("token", Kind.LOCAL),
  /** Authorization requests, per source address. */
  AUTHORIZE("authorize", Kind.SHARED),
  /** Pushed authorization requests, per source address. */
  PAR("par", Kind.SHARED),
  /** Registrations, per source address. */
  REGISTER("register", Kind.SHARED),
  /** Client documents that were never read before, per source address. */
  CLIENT_DOCUMENT("client-document", Kind.SHARED),
  /** Device requests, per source address. */
  DEVICE("device", Kind.SHARED),
  /** Wrong user codes, per login session, or per source address of who is not signed in. */
  USER_CODE("user-code", Kind.GUESSING),
  /** Wrong user codes of everybody. */
  USER_CODE_TOTAL("user-code-total", Kind.GUESSING);

  private final String setting;
  private final Kind kind;

  Limit(String setting, Kind kind) {
    this.setting = setting;
    this.kind = kind;
  }

  /** Its name in settings and metrics. */
  public String setting() {
    return setting;
  }

  /** Whether all replicas spend from one budget. */
  boolean shared() {
    return kind != Kind.LOCAL;
  }

  /** Whether it is there against guessing, and so holds though its budget cannot be looked up. */
  boolean guessing() {
    return kind == Kind.GUESSING;
  }

  private enum Kind {
    LOCAL,
    SHARED,
    GUESSING
  }
}
