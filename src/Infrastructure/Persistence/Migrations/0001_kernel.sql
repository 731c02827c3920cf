-- The kernel: tenancy, idempotency, audit, events and the chronology index.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Puts a table behind the trust wall. A forgotten setting shows no rows.
CREATE FUNCTION app_protect(t regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void
LANGUAGE plpgsql AS $f$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format(
    'CREATE POLICY trust_wall ON %s
       USING (trust_id = (SELECT nullif(current_setting(''app.trust_id'', true), '''')::uuid))
       WITH CHECK (trust_id = nullif(current_setting(''app.trust_id'', true), '''')::uuid)', t);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', t);
  EXECUTE format('GRANT %s ON %s TO app_rt', privileges, t);
END $f$;
REVOKE ALL ON FUNCTION app_protect(regclass, text) FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO app_rt, app_sys;
GRANT SELECT ON "__EFMigrationsHistory" TO app_rt;

CREATE TABLE trusts (
  trust_id    uuid NOT NULL PRIMARY KEY,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  recorded_at timestamptz NOT NULL
);
SELECT app_protect('trusts', 'SELECT');
GRANT SELECT ON trusts TO app_sys;

-- Idempotency keys. The name sorts before every other table, so that EF inserts the key first and a twin waits on it.
CREATE TABLE accepted_requests (
  trust_id    uuid NOT NULL,
  id          bytea NOT NULL,
  fingerprint bytea NOT NULL,
  response    bytea NOT NULL,
  recorded_at timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  CONSTRAINT accepted_requests_pkey PRIMARY KEY (trust_id, id)
);
CREATE INDEX accepted_requests_expiry ON accepted_requests (expires_at);
SELECT app_protect('accepted_requests', 'SELECT, INSERT');
GRANT SELECT (trust_id, id, expires_at), DELETE ON accepted_requests TO app_sys;

CREATE TABLE audit_entries (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  client_id      text NOT NULL,
  subject        text NOT NULL,
  staff_id       uuid,
  action         text NOT NULL,
  record_kind    text NOT NULL,
  record_id      uuid,
  record_version integer,
  school_id      uuid,
  reason         text,
  request_id     text NOT NULL,
  changes        text NOT NULL,
  seq            bigint,
  mac            bytea,
  sealed_at      timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT audit_entries_seq UNIQUE (trust_id, seq),
  CONSTRAINT audit_entries_sealed CHECK ((seq IS NULL) = (mac IS NULL) AND (seq IS NULL) = (sealed_at IS NULL))
);
CREATE INDEX audit_entries_unsealed ON audit_entries (trust_id, recorded_at, id) WHERE seq IS NULL;
CREATE INDEX audit_entries_recorded ON audit_entries (trust_id, recorded_at DESC, id DESC);
CREATE INDEX audit_entries_record ON audit_entries (trust_id, record_id, recorded_at DESC, id DESC);
SELECT app_protect('audit_entries', 'SELECT');
-- The runtime role appends and never seals: only the sequencer may write the sealing columns.
GRANT INSERT (trust_id, id, recorded_at, client_id, subject, staff_id, action, record_kind, record_id, record_version,
  school_id, reason, request_id, changes) ON audit_entries TO app_rt;
GRANT SELECT, UPDATE (seq, mac, sealed_at) ON audit_entries TO app_sys;

CREATE TABLE events (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  type        text NOT NULL,
  op          text NOT NULL CHECK (op IN ('upsert', 'delete')),
  record_id   uuid NOT NULL,
  version     integer NOT NULL,
  school_id   uuid,
  seq         bigint,
  sealed_at   timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT events_seq UNIQUE (trust_id, seq)
);
CREATE INDEX events_unsealed ON events (trust_id, recorded_at, id) WHERE seq IS NULL;
SELECT app_protect('events', 'SELECT');
GRANT INSERT (trust_id, id, recorded_at, type, op, record_id, version, school_id) ON events TO app_rt;
GRANT SELECT, UPDATE (seq, sealed_at) ON events TO app_sys;

-- Where each trust's feed and audit chain stand; the row is the sequencer's lock.
CREATE TABLE trust_heads (
  trust_id  uuid NOT NULL PRIMARY KEY,
  event_seq bigint NOT NULL DEFAULT 0,
  audit_seq bigint NOT NULL DEFAULT 0,
  audit_mac bytea NOT NULL DEFAULT '\x'
);
SELECT app_protect('trust_heads', 'SELECT');
GRANT SELECT, INSERT, UPDATE ON trust_heads TO app_sys;

CREATE TABLE chronology_entries (
  trust_id    uuid NOT NULL,
  pupil_id    uuid NOT NULL,
  record_id   uuid NOT NULL,
  kind        text NOT NULL,
  occurred_at timestamptz NOT NULL,
  school_id   uuid NOT NULL,
  label       text NOT NULL,
  owners      uuid[] NOT NULL,
  is_void     boolean NOT NULL,
  PRIMARY KEY (trust_id, pupil_id, record_id)
);
CREATE INDEX chronology_entries_pupil ON chronology_entries (trust_id, pupil_id, occurred_at DESC, record_id DESC);
CREATE INDEX chronology_entries_record ON chronology_entries (trust_id, record_id);
SELECT app_protect('chronology_entries');
