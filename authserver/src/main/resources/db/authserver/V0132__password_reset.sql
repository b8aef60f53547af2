-- At most one open link per person; the newest counts.
CREATE TABLE password_reset (
  user_id CHAR(36) NOT NULL PRIMARY KEY,
  token_hash CHAR(43) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  UNIQUE KEY reset_by_token (token_hash),
  KEY reset_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
