-- What a trust or a school sets of a policy, from which day, by whom and why.

CREATE TABLE policy_values (
  trust_id         uuid NOT NULL,
  id               uuid NOT NULL,
  version          integer NOT NULL,
  recorded_at      timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  policy           text NOT NULL CHECK (length(policy) BETWEEN 1 AND 50),
  school_id        uuid,
  effective_from   date NOT NULL,
  revision         integer NOT NULL CHECK (revision >= 1),
  replaces_id      uuid,
  value            jsonb CHECK (jsonb_typeof(value) = 'object'),
  is_correction    boolean NOT NULL,
  reason           text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  set_by_client_id text NOT NULL,
  set_by_staff_id  uuid,
  PRIMARY KEY (trust_id, id),
  -- Two who set the same day at once: the second is refused, and so is the second who replaces the same value.
  CONSTRAINT policy_values_day UNIQUE NULLS NOT DISTINCT (trust_id, policy, school_id, effective_from, revision),
  CONSTRAINT policy_values_first CHECK ((revision = 1) = (replaces_id IS NULL)),
  CONSTRAINT policy_values_withdrawn CHECK (value IS NOT NULL OR replaces_id IS NOT NULL),
  CONSTRAINT policy_values_replaces FOREIGN KEY (trust_id, replaces_id) REFERENCES policy_values (trust_id, id),
  CONSTRAINT policy_values_school FOREIGN KEY (trust_id, school_id) REFERENCES schools (trust_id, id),
  CONSTRAINT policy_values_staff FOREIGN KEY (trust_id, set_by_staff_id) REFERENCES staff_members (trust_id, id)
);
CREATE INDEX policy_values_recorded ON policy_values (trust_id, recorded_at DESC, id DESC);
-- History is added to and never rewritten: nobody may update or delete.
SELECT app_protect('policy_values', 'SELECT, INSERT');
