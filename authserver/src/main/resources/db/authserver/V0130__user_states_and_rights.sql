-- A state instead of a flag, roles, and the instants that end logins and tokens.
ALTER TABLE user_account
  ADD COLUMN state VARCHAR(16) NOT NULL DEFAULT 'ACTIVE',
  ADD COLUMN role_names VARCHAR(2000) NOT NULL DEFAULT '',
  ADD COLUMN email VARCHAR(254) NULL,
  ADD COLUMN signed_out_at DATETIME(6) NULL,
  ADD COLUMN access_epoch DATETIME(6) NULL,
  MODIFY COLUMN password_hash VARCHAR(255) NULL;

UPDATE user_account SET state = 'LOCKED' WHERE locked;
UPDATE user_account SET signed_out_at = locked_at, access_epoch = locked_at;

ALTER TABLE user_account
  DROP COLUMN locked,
  DROP COLUMN locked_at,
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN role_names DROP DEFAULT;
