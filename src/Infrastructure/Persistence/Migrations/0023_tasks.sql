-- Tasks. No task is open under a closed record: the triggers below decide between rivals.

CREATE TABLE work_tasks (
  trust_id           uuid NOT NULL,
  id                 uuid NOT NULL,
  school_id          uuid NOT NULL,
  kind               text NOT NULL CHECK (length(kind) BETWEEN 1 AND 100),
  title              text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  label              text NOT NULL CHECK (label IN ('standard', 'pastoral', 'health', 'safeguarding', 'dsl_only')),
  status             text NOT NULL CHECK (status IN ('open', 'in_progress', 'snoozed', 'done', 'exempt', 'cancelled')),
  priority           text NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  owner_id           uuid,
  team               text,
  pupil_id           uuid,
  source_kind        text CHECK (length(source_kind) BETWEEN 1 AND 100),
  source_id          uuid,
  due_on             date NOT NULL,
  due_from           date NOT NULL,
  due_school_days    integer CHECK (due_school_days BETWEEN 0 AND 200),
  due_is_provisional boolean NOT NULL,
  resumes_on         date,
  pause_reason       text CHECK (length(pause_reason) BETWEEN 1 AND 500),
  created_by_id      uuid,
  escalated_at       timestamptz,
  escalated_to       text,
  ended_at           timestamptz,
  ended_by_id        uuid,
  ended_by_source    boolean NOT NULL,
  cancel_reason      text CHECK (length(cancel_reason) BETWEEN 1 AND 500),
  version            integer NOT NULL,
  recorded_at        timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT work_tasks_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT work_tasks_owner FOREIGN KEY (trust_id, owner_id) REFERENCES staff_members,
  CONSTRAINT work_tasks_creator FOREIGN KEY (trust_id, created_by_id) REFERENCES staff_members,
  CONSTRAINT work_tasks_ender FOREIGN KEY (trust_id, ended_by_id) REFERENCES staff_members,
  CONSTRAINT work_tasks_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT work_tasks_assignee CHECK ((owner_id IS NULL) <> (team IS NULL)),
  CONSTRAINT work_tasks_source CHECK ((source_kind IS NULL) = (source_id IS NULL)),
  CONSTRAINT work_tasks_pause CHECK ((status IN ('snoozed', 'exempt')) = (resumes_on IS NOT NULL) AND (resumes_on IS NULL) = (pause_reason IS NULL)),
  CONSTRAINT work_tasks_end CHECK ((status IN ('done', 'cancelled')) = (ended_at IS NOT NULL)),
  CONSTRAINT work_tasks_ended CHECK (ended_at IS NOT NULL OR ended_by_id IS NULL AND NOT ended_by_source AND cancel_reason IS NULL),
  CONSTRAINT work_tasks_escalation CHECK ((escalated_at IS NULL) = (escalated_to IS NULL))
);
-- A cause that fires twice makes one task; a person may set any number for the same record.
CREATE UNIQUE INDEX work_tasks_one_of_kind ON work_tasks (trust_id, source_kind, source_id, kind) WHERE ended_at IS NULL AND kind <> 'manual';
CREATE INDEX work_tasks_of_source ON work_tasks (trust_id, source_kind, source_id);
CREATE INDEX work_tasks_due ON work_tasks (trust_id, due_on, id);
CREATE INDEX work_tasks_at_school ON work_tasks (trust_id, school_id, due_on, id);
CREATE INDEX work_tasks_of_owner ON work_tasks (trust_id, owner_id, due_on, id) WHERE owner_id IS NOT NULL;
CREATE INDEX work_tasks_of_pupil ON work_tasks (trust_id, pupil_id, due_on, id) WHERE pupil_id IS NOT NULL;
CREATE INDEX work_tasks_paused ON work_tasks (trust_id, resumes_on) WHERE resumes_on IS NOT NULL;
CREATE INDEX work_tasks_late ON work_tasks (trust_id, due_on, id) WHERE ended_at IS NULL AND escalated_at IS NULL;
CREATE INDEX work_tasks_updated ON work_tasks (trust_id, updated_at, id);
SELECT app_protect('work_tasks', 'SELECT, INSERT, UPDATE');

-- Both checks run at commit, whatever the order of the statements. The opener waits for whoever is closing the record
-- (FOR SHARE), and the closer sees every task that was committed before it: one of two rivals is refused.
CREATE FUNCTION app_task_needs_open_source() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
DECLARE
  source_status text;
BEGIN
  IF NOT EXISTS (SELECT FROM work_tasks WHERE trust_id = NEW.trust_id AND id = NEW.id AND ended_at IS NULL) THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT status FROM %I WHERE trust_id = $1 AND id = $2 FOR SHARE', TG_ARGV[0]) INTO source_status USING NEW.trust_id, NEW.source_id;
  IF source_status IS NULL OR source_status = ANY (string_to_array(TG_ARGV[1], ',')) THEN
    RAISE EXCEPTION 'a task is open under a closed or missing record' USING ERRCODE = '23514', CONSTRAINT = 'work_tasks_source_closed';
  END IF;
  RETURN NULL;
END $f$;

CREATE FUNCTION app_no_task_under_closed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  IF EXISTS (SELECT FROM work_tasks WHERE trust_id = NEW.trust_id AND source_kind = TG_ARGV[0] AND source_id = NEW.id AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'a record is closed over an open task' USING ERRCODE = '23514', CONSTRAINT = 'work_tasks_left_open';
  END IF;
  RETURN NULL;
END $f$;

-- Registers a table whose records cause tasks: kind as the API spells it, and the states in which no task may be open.
CREATE FUNCTION app_task_source(source name, kind text, closed text[]) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OF ended_at, source_id ON work_tasks DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.source_kind = %L AND NEW.ended_at IS NULL) EXECUTE FUNCTION app_task_needs_open_source(%L, %L)',
    'work_tasks_under_' || kind, kind, source, array_to_string(closed, ','));
  EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER UPDATE OF status ON %I DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status = ANY (%L::text[])) EXECUTE FUNCTION app_no_task_under_closed(%L)',
    source || '_tasks', source, closed, kind);
END $f$;
REVOKE ALL ON FUNCTION app_task_source(name, text, text[]) FROM PUBLIC;

SELECT app_task_source('support_sessions', 'support_session', ARRAY['cancelled', 'voided']);

-- Whose time is over and whose outcome nobody has told.
CREATE INDEX support_sessions_untold ON support_sessions (trust_id, ends_at) WHERE status IN ('scheduled', 'in_progress');
