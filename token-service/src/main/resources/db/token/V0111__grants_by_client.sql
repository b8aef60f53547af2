-- The whole id would make the key longer than the 3072 bytes there are.
ALTER TABLE grants ADD KEY grants_by_client (issuer, client_id(191), ended_at);
