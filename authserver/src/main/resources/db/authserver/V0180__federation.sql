-- People of other providers. The id is a hash of provider, issuer and subject: compared exactly.
CREATE TABLE federated_identity (
  id CHAR(43) NOT NULL PRIMARY KEY,
  provider VARCHAR(32) NOT NULL,
  issuer VARCHAR(255) NOT NULL,
  external_subject VARCHAR(255) NOT NULL,
  user_id CHAR(36) NOT NULL,
  linked_at DATETIME(6) NOT NULL,
  last_used_at DATETIME(6) NULL,
  UNIQUE KEY identity_by_user (user_id, provider),
  KEY identity_by_provider (provider, issuer)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Browsers that were sent to a provider and are not back yet.
CREATE TABLE federated_attempt (
  state_hash CHAR(43) NOT NULL PRIMARY KEY,
  provider VARCHAR(32) NOT NULL,
  request_id CHAR(43) NOT NULL,
  link_sid VARCHAR(43) NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY attempt_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

ALTER TABLE login_session ADD COLUMN provider VARCHAR(32) NULL;
