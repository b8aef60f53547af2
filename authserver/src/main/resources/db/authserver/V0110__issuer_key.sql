-- One row per key, never changed: its life follows from the instants of the keys of its algorithm.
-- The generation is what replicas that rotate at the same time race for.
CREATE TABLE issuer_key (
  kid VARCHAR(64) NOT NULL PRIMARY KEY,
  algorithm VARCHAR(16) NOT NULL,
  generation BIGINT NOT NULL,
  encrypted_jwk TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  activates_at DATETIME(6) NOT NULL,
  UNIQUE KEY issuer_key_by_generation (algorithm, generation)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO issuer_key (kid, algorithm, generation, encrypted_jwk, created_at, activates_at)
SELECT kid, 'RS256', 1, encrypted_jwk, created_at, created_at FROM signing_key WHERE slot = 'signing';

DROP TABLE signing_key;
