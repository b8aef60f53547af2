#!/usr/bin/env bash
# Makes the secrets of a compose project on its first start, each into the volumes of the services
# that need it and of no others; "show NAME" prints one. Runs as root in a container without network.
set -euo pipefail
umask 077

readonly services=10001 # whom the images run as

# put NAME FOLDER/FILE …: one random secret in several places, the same as before if there is one.
put() {
  local name=$1 place value=
  shift
  for place in "$@"; do
    [[ ! -s /secrets/$place ]] || value=$(<"/secrets/$place")
  done
  [[ -n $value ]] || value=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
  for place in "$@"; do
    [[ -s /secrets/$place ]] && continue
    printf '%s\n' "$value" >"/secrets/$place"
    chown "$services" "/secrets/$place"
    chmod 400 "/secrets/$place"
    echo "made $name for ${place%%/*}"
  done
}

# For the database's own first start: a schema and a user for each service, and no more rights.
schemas() {
  local service schema
  for service in authserver token-service provider; do
    schema=${service//-/_}
    cat <<SQL
CREATE DATABASE IF NOT EXISTS $schema CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '$schema'@'%' IDENTIFIED BY '$(<"/secrets/$service/database-password")';
GRANT ALL ON $schema.* TO '$schema'@'%';
SQL
  done
}

if [[ ${1:-} == show ]]; then
  cat "/secrets/authserver/$2"
  exit
fi

for service in authserver token-service provider; do
  put "the database password" "$service/database-password"
done
put "the gateway's client secret" authserver/mcp-gateway-secret mcp-gateway/client-secret
put "the listener's client secret" authserver/revocation-listener-secret revocation-listener/client-secret
put "the operator's client secret" authserver/operator-secret
put "the client secret at the provider" provider/client-secret authserver/provider-client-secret token-service/provider-client-secret
put "the demo user's password" authserver/demo-password provider/demo-password
put "the root password" database/root-password
schemas >/secrets/database/schemas.sql
chown mysql /secrets/database/*
chmod 500 /secrets/*
chown "$services" /secrets/*
chown mysql /secrets/database
