-- Work that outlives its request: a plain table, leased with FOR UPDATE SKIP LOCKED.

-- A UUIDv7 for rows that are made by set-based statements.
CREATE FUNCTION app_uuidv7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $f$
  SELECT encode(set_byte(
    overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(floor(extract(epoch FROM at) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    6, (get_byte(uuid_send(gen_random_uuid()), 6) & 15) | 112), 'hex')::uuid
$f$;

-- What an audit entry says of a changed row: {"column": [before, after]}, without keys, versions and server times.
CREATE FUNCTION app_changes(before jsonb, after jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)), '{}')
  FROM jsonb_object_keys(coalesce(after, before)) AS key
  WHERE coalesce(before -> key, 'null') IS DISTINCT FROM coalesce(after -> key, 'null')
    AND key NOT IN ('trust_id', 'id', 'version', 'recorded_at', 'updated_at')
$f$;

CREATE TABLE jobs (
  trust_id            uuid NOT NULL REFERENCES trusts (trust_id),
  id                  uuid NOT NULL,
  version             integer NOT NULL,
  recorded_at         timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  kind                text NOT NULL CHECK (length(kind) BETWEEN 1 AND 50),
  status              text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  client_id           text NOT NULL,
  subject             text NOT NULL,
  staff_id            uuid,
  request_id          text NOT NULL,
  input               jsonb NOT NULL,
  progress_done       integer NOT NULL,
  progress_total      integer NOT NULL,
  created_count       integer NOT NULL,
  updated_count       integer NOT NULL,
  unchanged_count     integer NOT NULL,
  failed_count        integer NOT NULL,
  skipped_count       integer NOT NULL,
  error_code          text,
  error_message       text,
  errors_total        integer NOT NULL,
  cancel_requested_at timestamptz,
  finished_at         timestamptz,
  attempts            integer NOT NULL DEFAULT 0,
  lease_token         uuid,
  lease_until         timestamptz,
  leased_at           timestamptz,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT jobs_leased CHECK ((status = 'running') = (lease_token IS NOT NULL) AND (lease_token IS NULL) = (lease_until IS NULL)),
  CONSTRAINT jobs_finished CHECK ((status IN ('queued', 'running')) = (finished_at IS NULL))
);
CREATE INDEX jobs_due ON jobs (recorded_at) WHERE status IN ('queued', 'running');
CREATE INDEX jobs_last_leased ON jobs (trust_id, leased_at DESC) WHERE leased_at IS NOT NULL;
SELECT app_protect('jobs', 'SELECT, INSERT');
GRANT UPDATE (version, updated_at, status, progress_done, progress_total, created_count, updated_count, unchanged_count,
  failed_count, skipped_count, error_code, error_message, errors_total, cancel_requested_at, finished_at, lease_token,
  lease_until) ON jobs TO app_rt;
-- Leasing looks across trusts; what a job did is written by the runtime role, inside the trust.
GRANT SELECT ON jobs TO app_sys;
GRANT UPDATE (version, updated_at, status, progress_done, progress_total, error_code, error_message, finished_at, attempts,
  lease_token, lease_until, leased_at) ON jobs TO app_sys;

CREATE TABLE job_errors (
  trust_id uuid NOT NULL,
  id       uuid NOT NULL,
  job_id   uuid NOT NULL,
  position integer NOT NULL,
  severity text NOT NULL CHECK (severity IN ('error', 'warning')),
  file     text,
  line     integer,
  "column" text,
  code     text NOT NULL,
  message  text NOT NULL CHECK (length(message) <= 500),
  PRIMARY KEY (trust_id, id),
  CONSTRAINT job_errors_position UNIQUE (trust_id, job_id, position),
  CONSTRAINT job_errors_job FOREIGN KEY (trust_id, job_id) REFERENCES jobs (trust_id, id)
);
SELECT app_protect('job_errors', 'SELECT, INSERT');

-- The uploaded file in encrypted pieces, deleted when the job ends. They are written before the job, so no foreign key.
CREATE TABLE job_input_chunks (
  trust_id    uuid NOT NULL,
  job_id      uuid NOT NULL,
  position    integer NOT NULL,
  data        bytea NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (trust_id, job_id, position)
);
CREATE INDEX job_input_chunks_recorded ON job_input_chunks (recorded_at);
-- Encrypted, so not worth compressing.
ALTER TABLE job_input_chunks ALTER COLUMN data SET STORAGE EXTERNAL;
SELECT app_protect('job_input_chunks', 'SELECT, INSERT, DELETE');
-- Sweeps the pieces of uploads that never became a job, and of jobs that were given up.
GRANT SELECT (trust_id, job_id, recorded_at), DELETE ON job_input_chunks TO app_sys;
