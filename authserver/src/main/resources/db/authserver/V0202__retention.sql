-- What is old is found by an index, not by going through everything.
ALTER TABLE login_failures ADD KEY failures_by_age (last_at);

ALTER TABLE session_client
  ADD COLUMN noted_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  ADD KEY session_client_by_age (noted_at);
