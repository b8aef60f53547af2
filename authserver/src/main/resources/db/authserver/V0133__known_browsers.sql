-- Browsers at which a person has signed in: somebody else's failures do not keep the person waiting.
CREATE TABLE known_browser (
  browser_hash CHAR(43) NOT NULL,
  user_id CHAR(36) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (browser_hash, user_id),
  KEY browser_by_user (user_id),
  KEY browser_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
