-- Built while the service goes on writing.
ALTER TABLE grants
  ADD KEY grants_by_end (ended_at),
  ADD KEY grants_by_absolute_expiry (absolute_expires_at),
  ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE revocation
  ADD KEY revocation_by_time (applied_at),
  ALGORITHM = INPLACE, LOCK = NONE;
