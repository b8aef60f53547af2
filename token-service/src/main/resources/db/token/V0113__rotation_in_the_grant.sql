-- What a rotation needs to know stands in the grant's own row, so that it is one compare-and-set.
ALTER TABLE grants
  ADD COLUMN token_hash    VARBINARY(32) NOT NULL DEFAULT '', -- Empty: no refresh token.
  ADD COLUMN previous_hash VARBINARY(32) NOT NULL DEFAULT '',
  ADD COLUMN nonce         VARBINARY(32) NOT NULL DEFAULT '',
  ADD COLUMN rotated_at    DATETIME(6)   NULL;

UPDATE grants JOIN refresh_token
    ON refresh_token.gid = grants.gid AND refresh_token.generation = grants.generation
  SET grants.token_hash = refresh_token.token_hash;

UPDATE grants JOIN refresh_token
    ON refresh_token.gid = grants.gid AND refresh_token.generation = grants.generation - 1
  SET grants.previous_hash = refresh_token.token_hash,
      grants.nonce = refresh_token.nonce,
      grants.rotated_at = refresh_token.used_at;

ALTER TABLE refresh_token DROP COLUMN expires_at, DROP COLUMN used_at, DROP COLUMN nonce;
