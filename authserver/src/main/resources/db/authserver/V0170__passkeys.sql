-- The id is a hash: a credential's own id may be longer than a key of the database.
CREATE TABLE passkey (
  id CHAR(43) NOT NULL PRIMARY KEY,
  user_id CHAR(36) NOT NULL,
  credential_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  sign_count BIGINT NOT NULL,
  transports VARCHAR(200) NOT NULL,
  backup_eligible BOOLEAN NOT NULL,
  backed_up BOOLEAN NOT NULL,
  label VARCHAR(60) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  last_used_at DATETIME(6) NULL,
  KEY passkey_by_user (user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row per person who ever began to add a passkey; authenticators keep the handle.
CREATE TABLE passkey_holder (
  user_id CHAR(36) NOT NULL PRIMARY KEY,
  handle CHAR(43) NOT NULL,
  second_factor BOOLEAN NOT NULL,
  UNIQUE KEY holder_by_handle (handle)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE passkey_challenge (
  hash CHAR(43) NOT NULL PRIMARY KEY,
  purpose VARCHAR(16) NOT NULL,
  bound_to CHAR(43) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY challenge_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- People whose password was right, and whose passkey is still to come. No login yet.
CREATE TABLE passkey_confirmation (
  request_id CHAR(43) NOT NULL PRIMARY KEY,
  user_id CHAR(36) NOT NULL,
  checked_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY confirmation_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
