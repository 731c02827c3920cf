-- Drills of evacuation plans, each corrected at most once by another: the constraint decides between rivals. A plan knows by when
-- the next one is due. A sign-off is given anew in each cycle of a plan, other signatures once on a version.

ALTER TABLE plans ADD COLUMN drill_due_on date;
CREATE INDEX plans_drill_due ON plans (trust_id, drill_due_on, id) WHERE status IN ('active', 'under_review') AND drill_due_on IS NOT NULL;

CREATE TABLE plan_drills (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  plan_id       uuid NOT NULL,
  school_id     uuid NOT NULL,
  pupil_id      uuid NOT NULL,
  held_on       date NOT NULL,
  route         text NOT NULL CHECK (length(route) BETWEEN 1 AND 300),
  assistant_ids uuid[] NOT NULL CHECK (cardinality(assistant_ids) <= 10),
  minutes       integer CHECK (minutes BETWEEN 1 AND 240),
  outcome       text NOT NULL CHECK (outcome IN ('worked', 'worked_with_problems', 'failed', 'not_held')),
  problems      text CHECK (length(problems) BETWEEN 1 AND 4000),
  corrects_id   uuid,
  recorded_by_id uuid NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_drills_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_drills_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT plan_drills_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT plan_drills_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT plan_drills_correction FOREIGN KEY (trust_id, corrects_id) REFERENCES plan_drills,
  CONSTRAINT plan_drills_corrected_once UNIQUE (trust_id, corrects_id),
  CONSTRAINT plan_drills_not_held CHECK (outcome <> 'not_held' OR corrects_id IS NOT NULL),
  CONSTRAINT plan_drills_problems CHECK (outcome = 'worked' OR problems IS NOT NULL)
);
CREATE INDEX plan_drills_of_plan ON plan_drills (trust_id, plan_id, held_on DESC, id DESC);
CREATE INDEX plan_drills_of_pupil ON plan_drills (trust_id, pupil_id);
CREATE INDEX plan_drills_updated ON plan_drills (trust_id, updated_at, id);
SELECT app_protect('plan_drills', 'SELECT, INSERT');

ALTER TABLE plan_signatures
  ADD COLUMN cycle_number integer NOT NULL DEFAULT 0 CHECK (cycle_number BETWEEN 0 AND 500),
  DROP CONSTRAINT plan_signatures_once,
  ADD CONSTRAINT plan_signatures_once UNIQUE NULLS NOT DISTINCT (trust_id, plan_id, version_number, content_hash, signed_as, contact_id, staff_id, name, cycle_number);

-- Evacuation plans in force before there were drills: their first is due a year after they came into force.
UPDATE plans SET drill_due_on = (activated_at AT TIME ZONE 'Europe/London')::date + 364
 WHERE type = 'peep' AND status IN ('active', 'under_review', 'suspended');
