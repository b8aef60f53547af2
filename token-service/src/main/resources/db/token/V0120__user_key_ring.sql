-- Which key wraps a data key, and how far the change to a new data key has come.
ALTER TABLE user_key
  ADD COLUMN id         VARCHAR(36) NOT NULL DEFAULT '', -- Of the data key that seals; empty: older than this column.
  ADD COLUMN kek        VARCHAR(16) NOT NULL DEFAULT '', -- Empty: not known, any of the ring.
  ADD COLUMN made_at    DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00',
  ADD COLUMN wrapped_at DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00',
  ADD COLUMN stage      VARCHAR(8)  NOT NULL DEFAULT 'SETTLED',
  ADD COLUMN moved_at   DATETIME(6) NULL,
  ADD KEY user_key_by_kek (kek),
  ADD KEY user_key_by_stage (stage);
