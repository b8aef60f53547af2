-- A kill ends what began before it. What began before this column did, ends with any.
ALTER TABLE connection
  ADD begun_at DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00.000000';
ALTER TABLE connection ALTER begun_at DROP DEFAULT;

ALTER TABLE connection_attempt
  ADD begun_at DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00.000000';
ALTER TABLE connection_attempt ALTER begun_at DROP DEFAULT;
