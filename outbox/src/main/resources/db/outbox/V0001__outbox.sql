CREATE TABLE outbox (
  seq        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  topic      VARCHAR(249) NOT NULL,
  record_key VARCHAR(511) NOT NULL,
  value      MEDIUMBLOB   NOT NULL,
  created_at DATETIME(6)  NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Whoever holds the lock on this one row may publish.
CREATE TABLE outbox_lease (
  id TINYINT NOT NULL PRIMARY KEY
);

INSERT INTO outbox_lease (id) VALUES (1);
