-- Assessments and the trust's own instruments. Of one programme, pupil and norm version there is one baseline and one end
-- after it, all answered by one kind of person: the constraints decide between rivals.

CREATE TABLE assessment_instruments (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  code          text COLLATE "C" NOT NULL CHECK (length(code) BETWEEN 1 AND 50),
  norm_version  text COLLATE "C" NOT NULL CHECK (length(norm_version) BETWEEN 1 AND 50),
  title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  respondents   text[] NOT NULL CHECK (cardinality(respondents) BETWEEN 1 AND 4),
  scales        jsonb NOT NULL CHECK (jsonb_typeof(scales) = 'array'),
  total         jsonb CHECK (jsonb_typeof(total) = 'object'),
  review_weeks  integer CHECK (review_weeks BETWEEN 1 AND 104),
  source        text NOT NULL CHECK (length(source) BETWEEN 1 AND 1000),
  defined_by_id uuid,
  retired_at    timestamptz,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT assessment_instruments_key UNIQUE (trust_id, code, norm_version),
  CONSTRAINT assessment_instruments_definer FOREIGN KEY (trust_id, defined_by_id) REFERENCES staff_members
);
SELECT app_protect('assessment_instruments', 'SELECT, INSERT, UPDATE');

CREATE TABLE assessments (
  trust_id        uuid NOT NULL,
  id              uuid NOT NULL,
  school_id       uuid NOT NULL,
  pupil_id        uuid NOT NULL,
  instrument      text COLLATE "C" NOT NULL CHECK (length(instrument) BETWEEN 1 AND 50),
  norm_version    text COLLATE "C" NOT NULL CHECK (length(norm_version) BETWEEN 1 AND 50),
  respondent      text NOT NULL CHECK (respondent IN ('teacher', 'parent', 'self', 'practitioner')),
  purpose         text NOT NULL CHECK (purpose IN ('baseline', 'review', 'end')),
  programme_id    uuid,
  assessed_on     date NOT NULL,
  status          text NOT NULL CHECK (status IN ('draft', 'submitted', 'moderated', 'locked', 'voided')),
  total           numeric(9,3),
  total_band      text CHECK (length(total_band) BETWEEN 1 AND 50),
  scale_reached   text CHECK (length(scale_reached) BETWEEN 1 AND 50),
  note            text CHECK (length(note) BETWEEN 1 AND 4000),
  review_due_on   date,
  assessed_by_id  uuid NOT NULL,
  submitted_at    timestamptz,
  moderated_by_id uuid,
  moderated_at    timestamptz,
  moderation_note text CHECK (length(moderation_note) BETWEEN 1 AND 4000),
  return_reason   text CHECK (length(return_reason) BETWEEN 1 AND 500),
  locked_at       timestamptz,
  void_reason     text CHECK (length(void_reason) BETWEEN 1 AND 500),
  version         integer NOT NULL,
  recorded_at     timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT assessments_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT assessments_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  -- Deferred: who stores a programme with its assessments need not know which comes first.
  CONSTRAINT assessments_programme FOREIGN KEY (trust_id, programme_id) REFERENCES support_programmes DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT assessments_author FOREIGN KEY (trust_id, assessed_by_id) REFERENCES staff_members,
  CONSTRAINT assessments_moderator FOREIGN KEY (trust_id, moderated_by_id) REFERENCES staff_members,
  CONSTRAINT assessments_due CHECK (review_due_on > assessed_on),
  CONSTRAINT assessments_moderated CHECK ((moderated_by_id IS NULL) = (moderated_at IS NULL) AND moderated_by_id <> assessed_by_id),
  CONSTRAINT assessments_submitted CHECK (CASE status
    WHEN 'draft' THEN submitted_at IS NULL AND moderated_at IS NULL AND locked_at IS NULL
    WHEN 'submitted' THEN submitted_at IS NOT NULL AND moderated_at IS NULL AND locked_at IS NULL
    WHEN 'moderated' THEN submitted_at IS NOT NULL AND moderated_at IS NOT NULL AND locked_at IS NULL
    WHEN 'locked' THEN submitted_at IS NOT NULL AND moderated_at IS NOT NULL AND locked_at IS NOT NULL
    ELSE true END),
  CONSTRAINT assessments_voided CHECK ((status = 'voided') = (void_reason IS NOT NULL)),
  CONSTRAINT assessments_one_respondent EXCLUDE USING gist (
    trust_id WITH =, pupil_id WITH =, programme_id WITH =, instrument WITH =, norm_version WITH =, respondent WITH <>)
    WHERE (programme_id IS NOT NULL AND status <> 'voided'),
  -- A baseline takes up all days until its own, an end its own and all that follow; a review none.
  CONSTRAINT assessments_course EXCLUDE USING gist (
    trust_id WITH =, pupil_id WITH =, programme_id WITH =, instrument WITH =, norm_version WITH =,
    (CASE purpose WHEN 'baseline' THEN daterange(NULL, assessed_on, '[]') WHEN 'end' THEN daterange(assessed_on, NULL, '[]') END) WITH &&)
    WHERE (programme_id IS NOT NULL AND status <> 'voided')
);
CREATE INDEX assessments_by_day ON assessments (trust_id, assessed_on DESC, id DESC);
CREATE INDEX assessments_of_pupil ON assessments (trust_id, pupil_id, assessed_on DESC, id DESC);
CREATE INDEX assessments_of_programme ON assessments (trust_id, programme_id, assessed_on) WHERE programme_id IS NOT NULL;
CREATE INDEX assessments_by_due ON assessments (trust_id, review_due_on, id) WHERE review_due_on IS NOT NULL;
CREATE INDEX assessments_updated ON assessments (trust_id, updated_at, id);
SELECT app_protect('assessments', 'SELECT, INSERT, UPDATE');
SELECT app_task_source('assessments', 'assessment', ARRAY['voided']);

CREATE TABLE assessment_scores (
  trust_id       uuid NOT NULL,
  assessment_id  uuid NOT NULL,
  scale          text COLLATE "C" NOT NULL CHECK (length(scale) BETWEEN 1 AND 50),
  position       integer NOT NULL,
  score          numeric(9,3),
  items_answered integer CHECK (items_answered BETWEEN 0 AND 200),
  raw_sum        integer CHECK (raw_sum BETWEEN 0 AND 10000),
  band           text CHECK (length(band) BETWEEN 1 AND 50),
  PRIMARY KEY (trust_id, assessment_id, scale),
  CONSTRAINT assessment_scores_assessment FOREIGN KEY (trust_id, assessment_id) REFERENCES assessments,
  CONSTRAINT assessment_scores_pro_rated CHECK ((items_answered IS NULL) = (raw_sum IS NULL) AND (score IS NOT NULL OR items_answered IS NOT NULL))
);
SELECT app_protect('assessment_scores');

-- What a programme began and ended with.
ALTER TABLE support_programme_pupils
  ADD CONSTRAINT support_programme_pupils_start FOREIGN KEY (trust_id, start_assessment_id) REFERENCES assessments DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT support_programme_pupils_end FOREIGN KEY (trust_id, end_assessment_id) REFERENCES assessments DEFERRABLE INITIALLY DEFERRED;
