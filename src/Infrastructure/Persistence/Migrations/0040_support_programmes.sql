-- Support programmes: who is to have support, waits for it, has it, and from whom. A programme is never with two
-- practitioners at once: the constraint decides between rivals.

CREATE TABLE support_programmes (
  trust_id          uuid NOT NULL,
  id                uuid NOT NULL,
  school_id         uuid NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('thrive', 'elsa', 'nurture', 'social_skills', 'bereavement', 'lac', 'in_class', 'check_in',
                                                  'whole_class', 'other')),
  status            text NOT NULL CHECK (status IN ('proposed', 'waiting', 'active', 'paused', 'completed', 'withdrawn')),
  priority          text NOT NULL CHECK (priority IN ('routine', 'soon', 'urgent')),
  practitioner_id   uuid,
  purpose           text CHECK (length(purpose) BETWEEN 1 AND 4000),
  group_name        text CHECK (length(group_name) BETWEEN 1 AND 200),
  target_sessions   integer CHECK (target_sessions BETWEEN 1 AND 200),
  minutes_per_week  integer NOT NULL CHECK (minutes_per_week BETWEEN 5 AND 1500),
  entry_instrument  text CHECK (length(entry_instrument) BETWEEN 1 AND 60),
  exit_instrument   text CHECK (length(exit_instrument) BETWEEN 1 AND 60),
  planned_end_on    date,
  waiting_since     date,
  target_start_on   date,
  started_on        date,
  paused_on         date,
  ended_on          date,
  state_reason      text CHECK (length(state_reason) BETWEEN 1 AND 500),
  no_measure_reason text CHECK (length(no_measure_reason) BETWEEN 1 AND 500),
  approved_sessions integer CHECK (approved_sessions BETWEEN 1 AND 200),
  approval_reason   text CHECK (length(approval_reason) BETWEEN 1 AND 500),
  approved_by_id    uuid,
  approved_at       timestamptz,
  proposed_by_id    uuid,
  version           integer NOT NULL,
  recorded_at       timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT support_programmes_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT support_programmes_practitioner FOREIGN KEY (trust_id, practitioner_id) REFERENCES staff_members,
  CONSTRAINT support_programmes_approver FOREIGN KEY (trust_id, approved_by_id) REFERENCES staff_members,
  CONSTRAINT support_programmes_proposer FOREIGN KEY (trust_id, proposed_by_id) REFERENCES staff_members,
  CONSTRAINT support_programmes_elsa CHECK (kind <> 'elsa' OR target_sessions IS NOT NULL),
  CONSTRAINT support_programmes_list CHECK ((waiting_since IS NULL) = (target_start_on IS NULL) AND target_start_on >= waiting_since),
  CONSTRAINT support_programmes_waiting CHECK (status IN ('proposed', 'withdrawn') OR waiting_since IS NOT NULL),
  CONSTRAINT support_programmes_active CHECK (status NOT IN ('active', 'paused', 'completed') OR (started_on IS NOT NULL AND practitioner_id IS NOT NULL)),
  CONSTRAINT support_programmes_paused CHECK ((status = 'paused') = (paused_on IS NOT NULL)),
  CONSTRAINT support_programmes_over CHECK ((status IN ('completed', 'withdrawn')) = (ended_on IS NOT NULL) AND ended_on >= coalesce(started_on, ended_on)),
  CONSTRAINT support_programmes_withdrawn CHECK ((status = 'withdrawn') = (state_reason IS NOT NULL)),
  CONSTRAINT support_programmes_unmeasured CHECK (no_measure_reason IS NULL OR status = 'completed'),
  CONSTRAINT support_programmes_approved CHECK (num_nulls(approved_sessions, approval_reason, approved_by_id, approved_at) IN (0, 4))
);
CREATE INDEX support_programmes_recorded ON support_programmes (trust_id, recorded_at DESC, id DESC);
CREATE INDEX support_programmes_at_school ON support_programmes (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX support_programmes_waiting_list ON support_programmes (trust_id, target_start_on, id) WHERE status = 'waiting';
CREATE INDEX support_programmes_caseload ON support_programmes (trust_id, practitioner_id) WHERE status IN ('waiting', 'active', 'paused');
CREATE INDEX support_programmes_started ON support_programmes (trust_id, school_id, started_on) WHERE started_on IS NOT NULL;
CREATE INDEX support_programmes_past_end ON support_programmes (trust_id, planned_end_on, id) WHERE status IN ('active', 'paused');
CREATE INDEX support_programmes_updated ON support_programmes (trust_id, updated_at, id);
SELECT app_protect('support_programmes', 'SELECT, INSERT, UPDATE');

CREATE TABLE support_programme_pupils (
  trust_id             uuid NOT NULL,
  support_programme_id uuid NOT NULL,
  pupil_id             uuid NOT NULL,
  position             integer NOT NULL,
  joined_on            date,
  left_on              date,
  start_assessment_id  uuid,
  end_assessment_id    uuid,
  PRIMARY KEY (trust_id, support_programme_id, pupil_id),
  CONSTRAINT support_programme_pupils_programme FOREIGN KEY (trust_id, support_programme_id) REFERENCES support_programmes,
  CONSTRAINT support_programme_pupils_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT support_programme_pupils_time CHECK (left_on IS NULL OR left_on >= joined_on)
);
CREATE INDEX support_programme_pupils_of_pupil ON support_programme_pupils (trust_id, pupil_id, support_programme_id);
SELECT app_protect('support_programme_pupils');

CREATE TABLE support_programme_allocations (
  trust_id             uuid NOT NULL,
  support_programme_id uuid NOT NULL,
  position             integer NOT NULL,
  practitioner_id      uuid NOT NULL,
  from_on              date NOT NULL,
  until_on             date,
  handover_note        text CHECK (length(handover_note) BETWEEN 1 AND 4000),
  PRIMARY KEY (trust_id, support_programme_id, position),
  CONSTRAINT support_programme_allocations_programme FOREIGN KEY (trust_id, support_programme_id) REFERENCES support_programmes,
  CONSTRAINT support_programme_allocations_practitioner FOREIGN KEY (trust_id, practitioner_id) REFERENCES staff_members,
  CONSTRAINT support_programme_allocations_time CHECK (until_on >= from_on),
  -- Half-open, so that the next begins on the day on which the last one ends; an open one has no end.
  CONSTRAINT support_programme_allocations_one EXCLUDE USING gist (trust_id WITH =, support_programme_id WITH =, daterange(from_on, until_on) WITH &&)
);
CREATE INDEX support_programme_allocations_of_staff ON support_programme_allocations (trust_id, practitioner_id, support_programme_id);
SELECT app_protect('support_programme_allocations', 'SELECT, INSERT, UPDATE');
SELECT app_task_source('support_programmes', 'support_programme', ARRAY['withdrawn']);
