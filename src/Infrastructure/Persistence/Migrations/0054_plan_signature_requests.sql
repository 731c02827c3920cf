-- Who was asked by a link to sign which bytes of a plan, and what came of it.

CREATE TABLE plan_signature_requests (
  trust_id        uuid NOT NULL,
  id              uuid NOT NULL,
  plan_id         uuid NOT NULL,
  school_id       uuid NOT NULL,
  pupil_id        uuid NOT NULL,
  plan_type       text NOT NULL CHECK (length(plan_type) BETWEEN 1 AND 50),
  version_number  integer NOT NULL,
  content_hash    bytea NOT NULL CHECK (length(content_hash) = 32),
  signed_as       text NOT NULL CHECK (signed_as IN ('parent', 'pupil', 'social_worker', 'other')),
  contact_id      uuid,
  link_id         uuid NOT NULL,
  requested_by_id uuid NOT NULL,
  answer          text CHECK (answer IN ('agreed', 'declined')),
  answered_at     timestamptz,
  answered_name   text CHECK (length(answered_name) BETWEEN 1 AND 200),
  words           text CHECK (length(words) BETWEEN 1 AND 4000),
  version         integer NOT NULL,
  recorded_at     timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_signature_requests_version FOREIGN KEY (trust_id, plan_id, version_number) REFERENCES plan_versions,
  CONSTRAINT plan_signature_requests_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT plan_signature_requests_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT plan_signature_requests_contact FOREIGN KEY (trust_id, contact_id) REFERENCES contacts,
  CONSTRAINT plan_signature_requests_link FOREIGN KEY (trust_id, link_id) REFERENCES purpose_links,
  CONSTRAINT plan_signature_requests_staff FOREIGN KEY (trust_id, requested_by_id) REFERENCES staff_members,
  CONSTRAINT plan_signature_requests_who CHECK ((signed_as = 'pupil') = (contact_id IS NULL)),
  CONSTRAINT plan_signature_requests_answered CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_name IS NULL)
                                                     AND (answer IS NOT NULL OR words IS NULL) AND (answer <> 'declined' OR words IS NOT NULL))
);
CREATE INDEX plan_signature_requests_of_plan ON plan_signature_requests (trust_id, plan_id, recorded_at DESC, id DESC);
CREATE INDEX plan_signature_requests_of_link ON plan_signature_requests (trust_id, link_id);
-- Who was asked for what never changes; only the latest link and the answer are written.
SELECT app_protect('plan_signature_requests', 'SELECT, INSERT');
GRANT UPDATE (version, updated_at, link_id, answer, answered_at, answered_name, words) ON plan_signature_requests TO app_rt;
