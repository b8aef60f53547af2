-- Links that lead a user to a provider's consent.
CREATE TABLE connection_link (
  link_hash  BINARY(32)   NOT NULL PRIMARY KEY,
  issuer     VARCHAR(255) NOT NULL,
  subject    VARCHAR(255) NOT NULL,
  provider   VARCHAR(64)  NOT NULL,
  expires_at DATETIME(6)  NOT NULL,
  KEY connection_link_by_subject (issuer, subject),
  KEY connection_link_by_expiry (expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE connection_link COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
