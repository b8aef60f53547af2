CREATE TABLE grants (
  gid                 VARCHAR(36)  NOT NULL PRIMARY KEY,
  issuer              VARCHAR(255) NOT NULL,
  subject             VARCHAR(255) NOT NULL,
  client_id           VARCHAR(512) NOT NULL,
  sid                 VARCHAR(128) NOT NULL,
  scopes              TEXT         NOT NULL,
  resources           TEXT         NOT NULL,
  auth_time           DATETIME(6)  NOT NULL,
  issued_at           DATETIME(6)  NOT NULL,
  last_used_at        DATETIME(6)  NOT NULL,
  device_label        VARCHAR(255) NULL,
  generation          BIGINT       NOT NULL,
  expires_at          DATETIME(6)  NOT NULL,
  absolute_expires_at DATETIME(6)  NOT NULL,
  ended_at            DATETIME(6)  NULL,
  end_reason          VARCHAR(32)  NULL,
  KEY grants_by_subject (issuer, subject, ended_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- Every generation is kept as long as its grant, so that reuse of an old one is recognised.
CREATE TABLE refresh_token (
  token_hash BINARY(32)  NOT NULL PRIMARY KEY,
  gid        VARCHAR(36) NOT NULL,
  generation BIGINT      NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at    DATETIME(6) NULL,
  nonce      VARBINARY(32) NOT NULL DEFAULT '', -- Empty: the successor cannot be derived.
  UNIQUE KEY refresh_token_by_grant (gid, generation),
  CONSTRAINT refresh_token_grant FOREIGN KEY (gid) REFERENCES grants (gid) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE revocation (
  event_id   VARCHAR(255) NOT NULL PRIMARY KEY,
  applied_at DATETIME(6)  NOT NULL,
  result     TEXT         NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
