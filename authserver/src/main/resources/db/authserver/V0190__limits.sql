-- Budgets that all replicas share. A row without a state is about to get one.
CREATE TABLE limit_bucket (
  id CHAR(43) NOT NULL PRIMARY KEY,
  state VARBINARY(1000) NULL,
  expires_at BIGINT NOT NULL DEFAULT 0,
  KEY limit_bucket_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
