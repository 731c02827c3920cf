-- Recognitions: positive notes about one pupil or several, with the word that the card went home. Voided with a reason, never rewritten.

CREATE TABLE recognitions (
  trust_id             uuid NOT NULL,
  id                   uuid NOT NULL,
  school_id            uuid NOT NULL,
  kind                 text NOT NULL CHECK (kind IN ('effort', 'kindness', 'small_step', 'achievement', 'attendance', 'courage', 'other')),
  text                 text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  pupil_words          text CHECK (length(pupil_words) BETWEEN 1 AND 500),
  staff_note           text CHECK (length(staff_note) BETWEEN 1 AND 4000),
  occurred_at          timestamptz NOT NULL,
  author_id            uuid,
  programme_id uuid,
  support_session_id   uuid,
  observation_id       uuid,
  void_reason          text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at            timestamptz,
  version              integer NOT NULL,
  recorded_at          timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT recognitions_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT recognitions_author FOREIGN KEY (trust_id, author_id) REFERENCES staff_members,
  CONSTRAINT recognitions_programme FOREIGN KEY (trust_id, programme_id) REFERENCES support_programmes,
  CONSTRAINT recognitions_session FOREIGN KEY (trust_id, support_session_id) REFERENCES support_sessions,
  CONSTRAINT recognitions_observation FOREIGN KEY (trust_id, observation_id) REFERENCES observations,
  CONSTRAINT recognitions_voided CHECK ((void_reason IS NULL) = (voided_at IS NULL))
);
CREATE INDEX recognitions_by_time ON recognitions (trust_id, occurred_at DESC, id DESC);
CREATE INDEX recognitions_at_school ON recognitions (trust_id, school_id, occurred_at DESC, id DESC);
CREATE INDEX recognitions_of_author ON recognitions (trust_id, author_id, occurred_at DESC, id DESC);
CREATE INDEX recognitions_of_programme ON recognitions (trust_id, programme_id) WHERE programme_id IS NOT NULL;
CREATE INDEX recognitions_of_session ON recognitions (trust_id, support_session_id) WHERE support_session_id IS NOT NULL;
CREATE INDEX recognitions_of_observation ON recognitions (trust_id, observation_id) WHERE observation_id IS NOT NULL;
CREATE INDEX recognitions_updated ON recognitions (trust_id, updated_at, id);
SELECT app_protect('recognitions', 'SELECT, INSERT, UPDATE');

CREATE TABLE recognition_pupils (
  trust_id       uuid NOT NULL,
  recognition_id uuid NOT NULL,
  pupil_id       uuid NOT NULL,
  position       integer NOT NULL,
  shared_home_at timestamptz,
  shared_by_id   uuid,
  PRIMARY KEY (trust_id, recognition_id, pupil_id),
  CONSTRAINT recognition_pupils_recognition FOREIGN KEY (trust_id, recognition_id) REFERENCES recognitions,
  CONSTRAINT recognition_pupils_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT recognition_pupils_sharer FOREIGN KEY (trust_id, shared_by_id) REFERENCES staff_members,
  CONSTRAINT recognition_pupils_shared CHECK (shared_by_id IS NULL OR shared_home_at IS NOT NULL)
);
CREATE INDEX recognition_pupils_of_pupil ON recognition_pupils (trust_id, pupil_id, recognition_id);
SELECT app_protect('recognition_pupils', 'SELECT, INSERT, UPDATE');
