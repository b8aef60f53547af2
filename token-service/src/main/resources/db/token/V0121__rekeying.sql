-- The last run of each kind; one that is not finished is resumed.
CREATE TABLE rekeying (
  kind        VARCHAR(16) NOT NULL PRIMARY KEY,
  started_at  DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NULL,
  done        BIGINT      NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
