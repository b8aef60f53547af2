-- Its only row is locked while a client is counted against the quota and added.
CREATE TABLE registration_turn (
  id TINYINT NOT NULL PRIMARY KEY
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO registration_turn (id) VALUES (1);
