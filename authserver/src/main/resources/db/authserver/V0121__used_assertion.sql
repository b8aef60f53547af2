-- Assertions of clients are single use, on all replicas together.
CREATE TABLE used_assertion (
  id_hash CHAR(43) NOT NULL PRIMARY KEY,
  expires_at DATETIME(6) NOT NULL,
  KEY assertion_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
