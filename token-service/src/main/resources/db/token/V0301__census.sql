-- The last count of what is in use, for all replicas: whoever begins one counts for the others.
CREATE TABLE census (
  id       TINYINT     NOT NULL PRIMARY KEY,
  begun_at DATETIME(6) NOT NULL,
  finished BOOLEAN     NOT NULL,
  grants   BIGINT      NOT NULL,
  subjects BIGINT      NOT NULL,
  oldest   DATETIME(6) NULL
);

INSERT INTO census (id, begun_at, finished, grants, subjects)
VALUES (1, '1970-01-01 00:00:00.000000', FALSE, 0, 0);
