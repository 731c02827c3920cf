-- Observations: what was seen of one pupil or of several at once. Voided with a reason, never rewritten.

CREATE TABLE observations (
  trust_id           uuid NOT NULL,
  id                 uuid NOT NULL,
  school_id          uuid NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('positive', 'observation')),
  text               text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  observed_at        timestamptz NOT NULL,
  author_id          uuid,
  support_session_id uuid,
  void_reason        text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at          timestamptz,
  version            integer NOT NULL,
  recorded_at        timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT observations_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT observations_author FOREIGN KEY (trust_id, author_id) REFERENCES staff_members,
  CONSTRAINT observations_session FOREIGN KEY (trust_id, support_session_id) REFERENCES support_sessions,
  CONSTRAINT observations_voided CHECK ((void_reason IS NULL) = (voided_at IS NULL))
);
CREATE INDEX observations_by_time ON observations (trust_id, observed_at DESC, id DESC);
CREATE INDEX observations_at_school ON observations (trust_id, school_id, observed_at DESC, id DESC);
CREATE INDEX observations_of_author ON observations (trust_id, author_id, observed_at DESC, id DESC);
CREATE INDEX observations_of_session ON observations (trust_id, support_session_id) WHERE support_session_id IS NOT NULL;
CREATE INDEX observations_updated ON observations (trust_id, updated_at, id);
SELECT app_protect('observations', 'SELECT, INSERT, UPDATE');

CREATE TABLE observation_pupils (
  trust_id       uuid NOT NULL,
  observation_id uuid NOT NULL,
  pupil_id       uuid NOT NULL,
  position       integer NOT NULL,
  PRIMARY KEY (trust_id, observation_id, pupil_id),
  CONSTRAINT observation_pupils_observation FOREIGN KEY (trust_id, observation_id) REFERENCES observations,
  CONSTRAINT observation_pupils_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils
);
CREATE INDEX observation_pupils_of_pupil ON observation_pupils (trust_id, pupil_id, observation_id);
SELECT app_protect('observation_pupils', 'SELECT, INSERT');
