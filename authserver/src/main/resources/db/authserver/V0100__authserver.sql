CREATE TABLE client (
  client_id VARCHAR(64) NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  secret_hash CHAR(43) NULL,
  redirect_uris TEXT NOT NULL,
  grant_types VARCHAR(500) NOT NULL,
  scopes VARCHAR(2000) NOT NULL,
  resources TEXT NOT NULL,
  configured BOOLEAN NOT NULL,
  created_at DATETIME(6) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE user_account (
  id CHAR(36) NOT NULL PRIMARY KEY,
  username VARCHAR(100) NOT NULL,
  name VARCHAR(200) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  locked BOOLEAN NOT NULL,
  locked_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,
  UNIQUE KEY user_by_username (username)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row per slot: the first replica to insert wins, the others read.
CREATE TABLE signing_key (
  slot VARCHAR(16) NOT NULL PRIMARY KEY,
  kid VARCHAR(64) NOT NULL,
  encrypted_jwk TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE login_session (
  id_hash CHAR(43) NOT NULL PRIMARY KEY,
  sid VARCHAR(43) NOT NULL,
  user_id CHAR(36) NOT NULL,
  auth_time DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY session_by_user (user_id),
  KEY session_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE pending_request (
  id CHAR(43) NOT NULL PRIMARY KEY,
  browser_hash CHAR(43) NOT NULL,
  csrf CHAR(43) NOT NULL,
  client_id VARCHAR(64) NOT NULL,
  query TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  denied BOOLEAN NOT NULL,
  connect_state_hash CHAR(43) NULL,
  KEY pending_by_connect_state (connect_state_hash),
  KEY pending_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE consent (
  id CHAR(43) NOT NULL PRIMARY KEY,
  user_id CHAR(36) NOT NULL,
  client_id VARCHAR(64) NOT NULL,
  scopes VARCHAR(2000) NOT NULL,
  granted_at DATETIME(6) NOT NULL,
  KEY consent_by_user (user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE authorization_code (
  code_hash CHAR(43) NOT NULL PRIMARY KEY,
  client_id VARCHAR(64) NOT NULL,
  redirect_uri TEXT NOT NULL,
  redirect_uri_given BOOLEAN NOT NULL,
  code_challenge CHAR(43) NOT NULL,
  resources TEXT NOT NULL,
  scopes VARCHAR(2000) NOT NULL,
  user_id CHAR(36) NOT NULL,
  sid VARCHAR(43) NOT NULL,
  auth_time DATETIME(6) NOT NULL,
  nonce VARCHAR(2000) NULL,
  issued_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  gid VARCHAR(64) NULL,
  replayed_at DATETIME(6) NULL,
  KEY code_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
