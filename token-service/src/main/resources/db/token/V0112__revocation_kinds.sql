-- One event may ask for more than one thing, and a client's end takes several transactions.
ALTER TABLE revocation
  ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'SUBJECT' AFTER event_id,
  ADD COLUMN finished BOOLEAN NOT NULL DEFAULT TRUE,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (event_id, kind);
