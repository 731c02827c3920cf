-- Reviews of plans: the cycles from one review to the next, what is recorded in them, and what brings a review forward. A
-- cycle has one review: the constraint decides between rivals.

ALTER TABLE plans
  ADD COLUMN cycle_number integer NOT NULL DEFAULT 0 CHECK (cycle_number BETWEEN 0 AND 500),
  ADD COLUMN cycle_started_on date,
  ADD COLUMN last_reviewed_on date,
  ADD CONSTRAINT plans_cycle CHECK ((cycle_number = 0) = (cycle_started_on IS NULL));

CREATE TABLE plan_cycles (
  trust_id    uuid NOT NULL,
  plan_id     uuid NOT NULL,
  number      integer NOT NULL CHECK (number BETWEEN 1 AND 500),
  started_on  date NOT NULL,
  due_on      date NOT NULL,
  reviewed_on date,
  PRIMARY KEY (trust_id, plan_id, number),
  CONSTRAINT plan_cycles_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_cycles_days CHECK (due_on >= started_on AND reviewed_on >= started_on)
);
SELECT app_protect('plan_cycles', 'SELECT, INSERT, UPDATE');

CREATE TABLE plan_review_triggers (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  plan_id        uuid NOT NULL,
  cycle_number   integer NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('restrictive_intervention', 'injury', 'absconding')),
  occurred_on    date NOT NULL,
  note           text CHECK (length(note) BETWEEN 1 AND 4000),
  due_on         date NOT NULL,
  reported_by_id uuid NOT NULL,
  reported_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_review_triggers_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_review_triggers_cycle FOREIGN KEY (trust_id, plan_id, cycle_number) REFERENCES plan_cycles,
  CONSTRAINT plan_review_triggers_reporter FOREIGN KEY (trust_id, reported_by_id) REFERENCES staff_members
);
CREATE INDEX plan_review_triggers_of_plan ON plan_review_triggers (trust_id, plan_id, cycle_number);
SELECT app_protect('plan_review_triggers', 'SELECT, INSERT');

CREATE TABLE plan_reviews (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  plan_id        uuid NOT NULL,
  school_id      uuid NOT NULL,
  pupil_id       uuid NOT NULL,
  plan_type      text NOT NULL CHECK (length(plan_type) BETWEEN 1 AND 50),
  cycle_number   integer NOT NULL,
  version_number integer NOT NULL,
  reviewed_on    date NOT NULL,
  attendees      text[] NOT NULL CHECK (cardinality(attendees) BETWEEN 1 AND 30),
  parent_contact boolean NOT NULL,
  decision       text NOT NULL CHECK (decision IN ('continue', 'close')),
  next_due_on    date,
  note           text CHECK (length(note) BETWEEN 1 AND 4000),
  by_id          uuid NOT NULL,
  version        integer NOT NULL,
  recorded_at    timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_reviews_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_reviews_cycle FOREIGN KEY (trust_id, plan_id, cycle_number) REFERENCES plan_cycles,
  CONSTRAINT plan_reviews_version FOREIGN KEY (trust_id, plan_id, version_number) REFERENCES plan_versions,
  CONSTRAINT plan_reviews_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT plan_reviews_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT plan_reviews_reviewer FOREIGN KEY (trust_id, by_id) REFERENCES staff_members,
  CONSTRAINT plan_reviews_one UNIQUE (trust_id, plan_id, cycle_number),
  CONSTRAINT plan_reviews_next CHECK ((decision = 'continue') = (next_due_on IS NOT NULL))
);
CREATE INDEX plan_reviews_of_pupil ON plan_reviews (trust_id, pupil_id, reviewed_on);
CREATE INDEX plan_reviews_updated ON plan_reviews (trust_id, updated_at, id);
SELECT app_protect('plan_reviews', 'SELECT, INSERT');

CREATE TABLE plan_review_outcomes (
  trust_id  uuid NOT NULL,
  review_id uuid NOT NULL,
  target_id uuid NOT NULL,
  outcome   integer NOT NULL CHECK (outcome BETWEEN -2 AND 2),
  position  integer NOT NULL,
  PRIMARY KEY (trust_id, review_id, target_id),
  CONSTRAINT plan_review_outcomes_review FOREIGN KEY (trust_id, review_id) REFERENCES plan_reviews
);
SELECT app_protect('plan_review_outcomes', 'SELECT, INSERT');

CREATE TABLE plan_entries (
  trust_id                uuid NOT NULL,
  id                      uuid NOT NULL,
  plan_id                 uuid NOT NULL,
  school_id               uuid NOT NULL,
  pupil_id                uuid NOT NULL,
  plan_type               text NOT NULL CHECK (length(plan_type) BETWEEN 1 AND 50),
  cycle_number            integer NOT NULL,
  kind                    text NOT NULL CHECK (kind IN ('assess', 'plan', 'do', 'progress')),
  occurred_on             date NOT NULL,
  target_id               uuid,
  text                    text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  measure                 text CHECK (length(measure) BETWEEN 1 AND 300),
  evidence_attachment_ids uuid[] NOT NULL CHECK (cardinality(evidence_attachment_ids) <= 10),
  author_id               uuid NOT NULL,
  version                 integer NOT NULL,
  recorded_at             timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_entries_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_entries_cycle FOREIGN KEY (trust_id, plan_id, cycle_number) REFERENCES plan_cycles,
  CONSTRAINT plan_entries_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT plan_entries_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT plan_entries_author FOREIGN KEY (trust_id, author_id) REFERENCES staff_members,
  CONSTRAINT plan_entries_target CHECK ((kind <> 'progress' OR target_id IS NOT NULL) AND (kind NOT IN ('assess', 'plan') OR target_id IS NULL)
                                        AND (kind = 'progress' OR measure IS NULL))
);
CREATE INDEX plan_entries_of_plan ON plan_entries (trust_id, plan_id, occurred_on DESC, id DESC);
CREATE INDEX plan_entries_of_pupil ON plan_entries (trust_id, pupil_id);
CREATE INDEX plan_entries_updated ON plan_entries (trust_id, updated_at, id);
SELECT app_protect('plan_entries', 'SELECT, INSERT');
