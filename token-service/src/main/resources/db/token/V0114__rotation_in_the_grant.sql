-- What a rotation needs to know stands in the grant's own row, so that it is one compare-and-set.
-- Older tokens are recognised by their checksum, so nothing is kept of them.
ALTER TABLE grants
  ADD COLUMN token_hash    VARBINARY(32) NOT NULL DEFAULT '', -- Empty: no refresh token.
  ADD COLUMN previous_hash VARBINARY(32) NOT NULL DEFAULT '',
  ADD COLUMN nonce         VARBINARY(32) NOT NULL DEFAULT '',
  ADD COLUMN rotated_at    DATETIME(6)   NULL;

DROP TABLE refresh_token;
