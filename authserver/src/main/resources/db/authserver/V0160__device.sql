CREATE TABLE device_request (
  device_code_hash CHAR(43) NOT NULL PRIMARY KEY,
  user_code_hash CHAR(43) NOT NULL,
  client_id VARCHAR(512) NOT NULL,
  scopes VARCHAR(2000) NOT NULL,
  resources TEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  interval_seconds INT NOT NULL,
  polled_at DATETIME(6) NULL,
  user_id CHAR(36) NULL,
  sid VARCHAR(43) NULL,
  auth_time DATETIME(6) NULL,
  UNIQUE KEY device_by_user_code (user_code_hash),
  KEY device_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A pending request may wait for a device instead of a redirection.
ALTER TABLE pending_request
  ADD COLUMN device_code_hash CHAR(43) NULL,
  ADD COLUMN confirmed_sid VARCHAR(43) NULL;
