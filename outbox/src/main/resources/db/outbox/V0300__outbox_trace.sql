-- The trace of the transaction that appended the event (W3C Trace Context), if it had one.
ALTER TABLE outbox
  ADD COLUMN traceparent VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN tracestate  VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NULL;
