-- Consents go with their client.
ALTER TABLE consent ADD KEY consent_by_client (client_id);
