-- What is still to be done about ended login sessions. A replica that takes a duty moves its next
-- attempt into the future, so that another one takes over if it dies.
CREATE TABLE logout_duty (
  id CHAR(36) NOT NULL PRIMARY KEY,
  kind VARCHAR(16) NOT NULL,
  user_id CHAR(36) NOT NULL,
  sid VARCHAR(43) NOT NULL,
  client_id VARCHAR(512) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  attempts INT NOT NULL,
  next_attempt_at DATETIME(6) NOT NULL,
  KEY duty_by_next_attempt (next_attempt_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
