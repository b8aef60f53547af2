-- One row per person who ever failed, and a few for all the names that nobody has.
CREATE TABLE login_failures (
  id VARCHAR(43) NOT NULL PRIMARY KEY,
  failures INT NOT NULL,
  last_at DATETIME(6) NOT NULL,
  retry_at DATETIME(6) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
