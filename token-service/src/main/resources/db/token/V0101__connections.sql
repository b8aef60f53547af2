CREATE TABLE user_key (
  issuer  VARCHAR(255) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  wrapped BLOB         NOT NULL,
  PRIMARY KEY (issuer, subject)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE connection (
  issuer        VARCHAR(255) NOT NULL,
  subject       VARCHAR(255) NOT NULL,
  provider      VARCHAR(64)  NOT NULL,
  version       BIGINT       NOT NULL,
  access_token  BLOB         NOT NULL,
  refresh_token BLOB         NOT NULL, -- Empty: there is none.
  expires_at    DATETIME(6)  NULL,
  refresh_at    DATETIME(6)  NULL,
  retry_at      DATETIME(6)  NULL,
  lease_owner   VARCHAR(36)  NULL,
  lease_until   DATETIME(6)  NULL,
  PRIMARY KEY (issuer, subject, provider)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE connection_attempt (
  state_hash BINARY(32)   NOT NULL PRIMARY KEY,
  issuer     VARCHAR(255) NOT NULL,
  subject    VARCHAR(255) NOT NULL,
  provider   VARCHAR(64)  NOT NULL,
  verifier   BLOB         NOT NULL,
  expires_at DATETIME(6)  NOT NULL,
  KEY connection_attempt_by_subject (issuer, subject),
  KEY connection_attempt_by_expiry (expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
