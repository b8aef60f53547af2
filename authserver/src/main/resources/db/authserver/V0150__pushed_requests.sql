CREATE TABLE pushed_request (
  reference_hash CHAR(43) NOT NULL PRIMARY KEY,
  client_id VARCHAR(512) NOT NULL,
  query MEDIUMTEXT NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY pushed_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
