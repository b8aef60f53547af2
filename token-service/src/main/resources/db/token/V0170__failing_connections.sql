-- The few that fail are found without reading all; built while the service goes on writing.
ALTER TABLE connection
  ADD KEY connection_by_failures (failures, refresh_at),
  ALGORITHM = INPLACE, LOCK = NONE;
