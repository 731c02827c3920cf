-- Supervision and coaching of staff. They name no pupil. Voided with a reason, never rewritten.

CREATE TABLE supervision_records (
  trust_id             uuid NOT NULL,
  id                   uuid NOT NULL,
  school_id            uuid NOT NULL,
  kind                 text NOT NULL CHECK (kind IN ('elsa', 'thrive', 'safeguarding', 'line_management', 'other')),
  form                 text NOT NULL CHECK (form IN ('individual', 'group')),
  held_on              date NOT NULL,
  minutes              integer NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  supervisor_id        uuid,
  outside_supervisor   text CHECK (length(outside_supervisor) BETWEEN 1 AND 200),
  outside_organisation text CHECK (length(outside_organisation) BETWEEN 1 AND 200),
  notes                text CHECK (length(notes) BETWEEN 1 AND 4000),
  next_due_on          date,
  recorded_by_id       uuid,
  void_reason          text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at            timestamptz,
  version              integer NOT NULL,
  recorded_at          timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT supervision_records_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT supervision_records_supervisor FOREIGN KEY (trust_id, supervisor_id) REFERENCES staff_members,
  CONSTRAINT supervision_records_author FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT supervision_records_one_supervisor CHECK ((supervisor_id IS NULL) <> (outside_supervisor IS NULL)),
  CONSTRAINT supervision_records_organisation CHECK (outside_organisation IS NULL OR outside_supervisor IS NOT NULL),
  CONSTRAINT supervision_records_next CHECK (next_due_on > held_on),
  CONSTRAINT supervision_records_voided CHECK ((void_reason IS NULL) = (voided_at IS NULL))
);
CREATE INDEX supervision_records_by_day ON supervision_records (trust_id, held_on DESC, id DESC);
CREATE INDEX supervision_records_at_school ON supervision_records (trust_id, school_id, held_on DESC, id DESC);
CREATE INDEX supervision_records_of_supervisor ON supervision_records (trust_id, supervisor_id) WHERE supervisor_id IS NOT NULL;
CREATE INDEX supervision_records_of_author ON supervision_records (trust_id, recorded_by_id);
CREATE INDEX supervision_records_updated ON supervision_records (trust_id, updated_at, id);
SELECT app_protect('supervision_records', 'SELECT, INSERT, UPDATE');

CREATE TABLE supervision_supervisees (
  trust_id              uuid NOT NULL,
  supervision_record_id uuid NOT NULL,
  staff_id              uuid NOT NULL,
  position              integer NOT NULL,
  PRIMARY KEY (trust_id, supervision_record_id, staff_id),
  CONSTRAINT supervision_supervisees_record FOREIGN KEY (trust_id, supervision_record_id) REFERENCES supervision_records,
  CONSTRAINT supervision_supervisees_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members
);
CREATE INDEX supervision_supervisees_of_staff ON supervision_supervisees (trust_id, staff_id, supervision_record_id);
SELECT app_protect('supervision_supervisees', 'SELECT, INSERT');

CREATE TABLE supervision_agreements (
  trust_id              uuid NOT NULL,
  supervision_record_id uuid NOT NULL,
  position              integer NOT NULL,
  text                  text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  due_on                date,
  PRIMARY KEY (trust_id, supervision_record_id, position),
  CONSTRAINT supervision_agreements_record FOREIGN KEY (trust_id, supervision_record_id) REFERENCES supervision_records
);
SELECT app_protect('supervision_agreements', 'SELECT, INSERT');

CREATE TABLE coaching_records (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  school_id      uuid NOT NULL,
  coach_id       uuid NOT NULL,
  colleague_id   uuid NOT NULL,
  form           text NOT NULL CHECK (form IN ('modelled', 'observed', 'co_taught', 'debrief', 'planned')),
  occurred_at    timestamptz NOT NULL,
  minutes        integer CHECK (minutes BETWEEN 5 AND 480),
  class_id       uuid,
  subject        text CHECK (length(subject) BETWEEN 1 AND 100),
  focus          text NOT NULL CHECK (length(focus) BETWEEN 1 AND 500),
  tried          text CHECK (length(tried) BETWEEN 1 AND 4000),
  next_step      text CHECK (length(next_step) BETWEEN 1 AND 4000),
  follow_up_on   date,
  recorded_by_id uuid,
  void_reason    text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at      timestamptz,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT coaching_records_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT coaching_records_coach FOREIGN KEY (trust_id, coach_id) REFERENCES staff_members,
  CONSTRAINT coaching_records_colleague FOREIGN KEY (trust_id, colleague_id) REFERENCES staff_members,
  CONSTRAINT coaching_records_class FOREIGN KEY (trust_id, class_id) REFERENCES teaching_classes,
  CONSTRAINT coaching_records_author FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT coaching_records_two CHECK (coach_id <> colleague_id),
  CONSTRAINT coaching_records_voided CHECK ((void_reason IS NULL) = (voided_at IS NULL))
);
CREATE INDEX coaching_records_by_time ON coaching_records (trust_id, occurred_at DESC, id DESC);
CREATE INDEX coaching_records_at_school ON coaching_records (trust_id, school_id, occurred_at DESC, id DESC);
CREATE INDEX coaching_records_of_coach ON coaching_records (trust_id, coach_id, occurred_at DESC, id DESC);
CREATE INDEX coaching_records_of_colleague ON coaching_records (trust_id, colleague_id, occurred_at DESC, id DESC);
CREATE INDEX coaching_records_of_author ON coaching_records (trust_id, recorded_by_id);
CREATE INDEX coaching_records_updated ON coaching_records (trust_id, updated_at, id);
SELECT app_protect('coaching_records', 'SELECT, INSERT, UPDATE');

-- Who gives ELSA now: what the sweep asks for.
CREATE INDEX support_programmes_elsa ON support_programmes (trust_id, practitioner_id) WHERE kind = 'elsa' AND status = 'active';
