-- What a client says of itself becomes one JSON description; ids may be addresses.
ALTER TABLE client
  MODIFY client_id VARCHAR(512) NOT NULL,
  ADD origin VARCHAR(16) NOT NULL DEFAULT 'REGISTERED',
  ADD metadata MEDIUMTEXT NULL,
  ADD registration_token_hash CHAR(43) NULL,
  ADD last_used_at DATETIME(6) NULL;

UPDATE client SET
  origin = IF(configured, 'CONFIGURED', 'REGISTERED'),
  metadata = CONCAT(
    '{"client_name":', JSON_QUOTE(name),
    ',"redirect_uris":',
    IF(redirect_uris = '', '[]', CONCAT('["', REPLACE(redirect_uris, ' ', '","'), '"]')),
    ',"grant_types":',
    IF(grant_types = '', '[]', CONCAT('["', REPLACE(grant_types, ' ', '","'), '"]')),
    ',"scope":', JSON_QUOTE(scopes),
    ',"token_endpoint_auth_method":"',
    IF(secret_hash IS NULL, 'none', 'client_secret_basic'), '"}');

ALTER TABLE client
  MODIFY metadata MEDIUMTEXT NOT NULL,
  ALTER origin DROP DEFAULT,
  DROP name,
  DROP redirect_uris,
  DROP grant_types,
  DROP scopes,
  DROP configured,
  ADD KEY client_by_origin (origin, created_at);

ALTER TABLE pending_request MODIFY client_id VARCHAR(512) NOT NULL;
ALTER TABLE consent MODIFY client_id VARCHAR(512) NOT NULL;
ALTER TABLE authorization_code MODIFY client_id VARCHAR(512) NOT NULL;
