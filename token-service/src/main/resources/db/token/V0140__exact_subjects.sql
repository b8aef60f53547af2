-- Nobody is found by a name that differs in spaces at the end. MySQL's collation sees to that
-- already; MariaDB, which has an own name for it and ignores those spaces under MySQL's, reads the
-- comments as parts of the statements.
ALTER TABLE user_key COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
ALTER TABLE connection COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
ALTER TABLE connection_attempt COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
ALTER TABLE device_attempt COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
ALTER TABLE provider_revocation COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
ALTER TABLE access_epoch COMMENT = '' /*M! , CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin */;
