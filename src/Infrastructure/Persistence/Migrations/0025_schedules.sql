-- Jobs by the clock, each time exactly once; attempts with growing pauses between them.

-- Owns the jobs that are scheduled once for the whole deployment: no school, no person, no client.
INSERT INTO trusts (trust_id, name, recorded_at) VALUES ('00000000-0000-7000-8000-000000000001', 'This deployment', now());

CREATE TABLE schedules (
  name        text NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 50),
  cron        text NOT NULL CHECK (length(cron) <= 200),
  next_due_at timestamptz,
  last_due_at timestamptz,
  updated_at  timestamptz NOT NULL
);
-- Nobody's data, and nobody's business but the scheduler's, which ignores the wall.
ALTER TABLE schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY nobody ON schedules USING (false);
REVOKE ALL ON schedules FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON schedules TO app_sys;

ALTER TABLE jobs
  ADD COLUMN schedule   text CHECK (length(schedule) BETWEEN 1 AND 50),
  ADD COLUMN school_id  uuid,
  ADD COLUMN due_at     timestamptz,
  ADD COLUMN deaths     integer NOT NULL DEFAULT 0,
  ADD COLUMN not_before timestamptz,
  ADD CONSTRAINT jobs_school FOREIGN KEY (trust_id, school_id) REFERENCES schools (trust_id, id),
  ADD CONSTRAINT jobs_scheduled CHECK ((schedule IS NULL) = (due_at IS NULL));
-- Each time fires once, whatever two schedulers believe.
CREATE UNIQUE INDEX jobs_fire_once ON jobs (trust_id, schedule, school_id, due_at) NULLS NOT DISTINCT WHERE schedule IS NOT NULL;
DROP INDEX jobs_due;
CREATE INDEX jobs_open ON jobs (trust_id, recorded_at, id) WHERE status IN ('queued', 'running');
CREATE INDEX jobs_running ON jobs (trust_id, kind) WHERE status = 'running';
CREATE INDEX jobs_recorded ON jobs (trust_id, recorded_at DESC, id DESC);
CREATE INDEX jobs_at_school ON jobs (trust_id, school_id) WHERE school_id IS NOT NULL;
-- Retrying by hand starts the count again, and its findings replace the former ones.
GRANT UPDATE (attempts, deaths, not_before) ON jobs TO app_rt;
GRANT DELETE ON job_errors TO app_rt;
-- Firing writes the jobs of every trust and school; the purge deletes those of long ago.
GRANT SELECT (trust_id, id) ON schools TO app_sys;
GRANT INSERT, DELETE, UPDATE (deaths, not_before) ON jobs TO app_sys;
GRANT SELECT (trust_id, job_id), DELETE ON job_errors TO app_sys;
