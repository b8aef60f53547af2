ALTER TABLE login_session
  ADD COLUMN client_id VARCHAR(512) NOT NULL DEFAULT '',
  ADD COLUMN device VARCHAR(100) NOT NULL DEFAULT '',
  ADD COLUMN amr VARCHAR(100) NOT NULL DEFAULT 'pwd',
  ADD COLUMN last_seen_at DATETIME(6) NULL,
  ADD COLUMN superseded_at DATETIME(6) NULL,
  ADD UNIQUE KEY session_by_sid (sid);

UPDATE login_session SET last_seen_at = auth_time;

ALTER TABLE login_session MODIFY COLUMN last_seen_at DATETIME(6) NOT NULL;

-- Who got a code in a login session, and so hears of its end.
CREATE TABLE session_client (
  sid VARCHAR(43) NOT NULL,
  client_id VARCHAR(512) NOT NULL,
  PRIMARY KEY (sid, client_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Consents of before do not know what they are for; their people are asked again.
DELETE FROM consent;

ALTER TABLE consent
  ADD COLUMN resources TEXT NOT NULL,
  MODIFY COLUMN client_id VARCHAR(512) NOT NULL;
