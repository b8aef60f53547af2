-- Why a connection is useless, how often its refresh failed in a row, when it was used, and when
-- the next refresh ahead of time is due (never, if absent).
ALTER TABLE connection
  ADD COLUMN state        VARCHAR(16) NOT NULL DEFAULT 'LIVE',
  ADD COLUMN scopes       TEXT        NULL, -- Absent: what was asked for.
  ADD COLUMN failures     INT         NOT NULL DEFAULT 0,
  ADD COLUMN last_used_at DATETIME(6) NULL,
  ADD COLUMN due_at       DATETIME(6) NULL,
  ADD KEY connection_by_due (due_at),
  ADD KEY connection_by_state (provider, state);

UPDATE connection SET due_at = refresh_at WHERE refresh_token <> '';
