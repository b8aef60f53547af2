-- Tokens of ended connections, sealed as they were, until their provider has revoked them.
CREATE TABLE provider_revocation (
  id            VARCHAR(36)  NOT NULL PRIMARY KEY,
  issuer        VARCHAR(255) NOT NULL,
  subject       VARCHAR(255) NOT NULL,
  provider      VARCHAR(64)  NOT NULL,
  version       BIGINT       NOT NULL,
  access_token  BLOB         NOT NULL,
  refresh_token BLOB         NOT NULL, -- Empty: there is none.
  attempts      INT          NOT NULL,
  next_try_at   DATETIME(6)  NOT NULL,
  KEY provider_revocation_by_subject (issuer, subject),
  KEY provider_revocation_by_try (next_try_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
