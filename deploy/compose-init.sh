#!/bin/sh
# Run once by the PostgreSQL image on an empty data volume: the owner, his database, and nothing that a superuser
# would have to do later.
set -eu
psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -f "${ROLES_SQL:-/deploy/roles.sql}"
psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v password="$(cat "$OWNER_PASSWORD_FILE")" <<'SQL'
ALTER ROLE app_owner PASSWORD :'password';
CREATE DATABASE pupilsupport OWNER app_owner;
SQL
# For scripts/backup on the host: the image lets nobody receive the server's changes from outside.
if [ -n "${PGDATA:-}" ]; then echo 'host replication app_backup all scram-sha-256' >>"$PGDATA/pg_hba.conf"; fi
