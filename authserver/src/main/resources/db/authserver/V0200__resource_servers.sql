-- Some clients only call the services in their resources, and are none of them.
ALTER TABLE client ADD COLUMN resource_server BOOLEAN NOT NULL DEFAULT TRUE;
