-- Who registered a client counts against a quota; what nobody uses expires.
ALTER TABLE client
  ADD registered_from VARCHAR(64) NULL,
  ADD KEY client_by_source (registered_from, created_at),
  ADD KEY client_by_use (last_used_at);
