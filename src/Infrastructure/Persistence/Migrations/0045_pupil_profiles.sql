-- One-page profiles: one for each pupil, with what it said at each time. Two first authors at once: the key decides.

CREATE TABLE pupil_profiles (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  school_id     uuid NOT NULL,
  pupil_id      uuid NOT NULL,
  edition       integer NOT NULL CHECK (edition >= 1),
  strengths     text[] NOT NULL CHECK (cardinality(strengths) <= 12),
  strategies    text[] NOT NULL CHECK (cardinality(strategies) <= 12),
  triggers      text[] NOT NULL CHECK (cardinality(triggers) <= 12),
  what_helps    text[] NOT NULL CHECK (cardinality(what_helps) <= 12),
  communication text CHECK (length(communication) BETWEEN 1 AND 1000),
  written_by_id uuid,
  written_at    timestamptz NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT pupil_profiles_one UNIQUE (trust_id, pupil_id),
  CONSTRAINT pupil_profiles_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT pupil_profiles_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT pupil_profiles_author FOREIGN KEY (trust_id, written_by_id) REFERENCES staff_members
);
SELECT app_protect('pupil_profiles', 'SELECT, INSERT, UPDATE');

CREATE TABLE pupil_profile_editions (
  trust_id         uuid NOT NULL,
  pupil_profile_id uuid NOT NULL,
  edition          integer NOT NULL CHECK (edition >= 1),
  strengths        text[] NOT NULL,
  strategies       text[] NOT NULL,
  triggers         text[] NOT NULL,
  what_helps       text[] NOT NULL,
  communication    text CHECK (length(communication) BETWEEN 1 AND 1000),
  written_by_id    uuid,
  written_at       timestamptz NOT NULL,
  PRIMARY KEY (trust_id, pupil_profile_id, edition),
  CONSTRAINT pupil_profile_editions_profile FOREIGN KEY (trust_id, pupil_profile_id) REFERENCES pupil_profiles,
  CONSTRAINT pupil_profile_editions_author FOREIGN KEY (trust_id, written_by_id) REFERENCES staff_members
);
SELECT app_protect('pupil_profile_editions', 'SELECT, INSERT');
