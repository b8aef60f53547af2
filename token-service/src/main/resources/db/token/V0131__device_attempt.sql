-- Consents under way on another device (RFC 8628). The service polls when next_poll_at has come;
-- what is finished has none.
CREATE TABLE device_attempt (
  handle_hash  BINARY(32)   NOT NULL PRIMARY KEY,
  issuer       VARCHAR(255) NOT NULL,
  subject      VARCHAR(255) NOT NULL,
  provider     VARCHAR(64)  NOT NULL,
  device_code  BLOB         NOT NULL,
  state        VARCHAR(16)  NOT NULL,
  pause        INT          NOT NULL, -- Seconds.
  begun_at     DATETIME(6)  NOT NULL,
  expires_at   DATETIME(6)  NOT NULL,
  next_poll_at DATETIME(6)  NULL,
  KEY device_attempt_by_subject (issuer, subject),
  KEY device_attempt_by_expiry (expires_at),
  KEY device_attempt_by_poll (next_poll_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
