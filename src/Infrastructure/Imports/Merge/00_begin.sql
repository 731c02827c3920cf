-- What every step reads and writes. import_context holds who imports and when; import_reach which schools that may touch.

SELECT pg_advisory_xact_lock(hashtextextended('roster-import:' || current_setting('app.trust_id'), 0));

CREATE TEMP TABLE import_context (
  trust_id uuid NOT NULL, now timestamptz NOT NULL, today date NOT NULL, year integer NOT NULL, year_start date NOT NULL, whole_trust boolean NOT NULL,
  client_id text NOT NULL, subject text NOT NULL, staff_id uuid, roles text[] NOT NULL, request_id text NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE import_reach (school_id uuid NOT NULL) ON COMMIT DROP;

CREATE TEMP TABLE import_errors (
  file text NOT NULL, line integer NOT NULL, "column" text, code text NOT NULL, message text NOT NULL, severity text NOT NULL DEFAULT 'error'
) ON COMMIT DROP;

CREATE INDEX ON import_errors (file, line);

-- Every changed row of a record, and of its parts, as it was and as it is: the source of audit entries and events.
CREATE TEMP TABLE touched (
  n bigint GENERATED ALWAYS AS IDENTITY, kind text NOT NULL, record_id uuid NOT NULL, part text, op text NOT NULL, before jsonb, after jsonb
) ON COMMIT DROP;
CREATE INDEX ON touched (record_id);
