-- Links by which people without an account do one thing, and what contacts send by them.

CREATE TABLE purpose_links (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  school_id     uuid NOT NULL,
  purpose       text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 50),
  record_id     uuid NOT NULL,
  pupil_id      uuid,
  secret_hash   bytea NOT NULL CHECK (length(secret_hash) = 32),
  expires_at    timestamptz NOT NULL,
  status        text NOT NULL CHECK (status IN ('open', 'used', 'revoked')),
  used_at       timestamptz,
  revoked_at    timestamptz,
  revoke_reason text CHECK (length(revoke_reason) BETWEEN 1 AND 500),
  created_by_id uuid,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT purpose_links_used CHECK ((status = 'used') = (used_at IS NOT NULL)),
  CONSTRAINT purpose_links_revoked CHECK ((status = 'revoked') = (revoked_at IS NOT NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)),
  CONSTRAINT purpose_links_school FOREIGN KEY (trust_id, school_id) REFERENCES schools (trust_id, id),
  CONSTRAINT purpose_links_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils (trust_id, id),
  CONSTRAINT purpose_links_staff FOREIGN KEY (trust_id, created_by_id) REFERENCES staff_members (trust_id, id)
);
CREATE INDEX purpose_links_recorded ON purpose_links (trust_id, recorded_at DESC, id DESC);
CREATE INDEX purpose_links_of_record ON purpose_links (trust_id, record_id, purpose) WHERE status = 'open';
CREATE INDEX purpose_links_of_pupil ON purpose_links (trust_id, pupil_id);
-- What a link is for, and until when, never changes; only its end is written.
SELECT app_protect('purpose_links', 'SELECT, INSERT');
GRANT UPDATE (version, updated_at, status, used_at, revoked_at, revoke_reason) ON purpose_links TO app_rt;

CREATE TABLE contact_submissions (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  school_id     uuid NOT NULL,
  pupil_id      uuid NOT NULL,
  contact_id    uuid NOT NULL,
  link_id       uuid NOT NULL,
  phone         text CHECK (length(phone) BETWEEN 1 AND 30),
  email         text CHECK (length(email) BETWEEN 1 AND 254),
  status        text NOT NULL CHECK (status IN ('pending', 'confirmed', 'accepted', 'rejected')),
  decided_at    timestamptz,
  decided_by_id uuid,
  reject_reason text CHECK (length(reject_reason) BETWEEN 1 AND 500),
  PRIMARY KEY (trust_id, id),
  -- A link takes one answer, also when two arrive at once.
  CONSTRAINT contact_submissions_of_link UNIQUE (trust_id, link_id),
  CONSTRAINT contact_submissions_confirmed CHECK ((status = 'confirmed') = (phone IS NULL AND email IS NULL)),
  CONSTRAINT contact_submissions_decided CHECK ((status IN ('accepted', 'rejected')) = (decided_at IS NOT NULL)),
  CONSTRAINT contact_submissions_rejected CHECK ((status = 'rejected') = (reject_reason IS NOT NULL)),
  CONSTRAINT contact_submissions_school FOREIGN KEY (trust_id, school_id) REFERENCES schools (trust_id, id),
  CONSTRAINT contact_submissions_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils (trust_id, id),
  CONSTRAINT contact_submissions_contact FOREIGN KEY (trust_id, contact_id) REFERENCES contacts (trust_id, id),
  CONSTRAINT contact_submissions_link FOREIGN KEY (trust_id, link_id) REFERENCES purpose_links (trust_id, id),
  CONSTRAINT contact_submissions_staff FOREIGN KEY (trust_id, decided_by_id) REFERENCES staff_members (trust_id, id)
);
CREATE INDEX contact_submissions_recorded ON contact_submissions (trust_id, recorded_at DESC, id DESC);
CREATE INDEX contact_submissions_of_pupil ON contact_submissions (trust_id, pupil_id);
-- What the contact said is never changed; only the decision is written.
SELECT app_protect('contact_submissions', 'SELECT, INSERT');
GRANT UPDATE (version, updated_at, status, decided_at, decided_by_id, reject_reason) ON contact_submissions TO app_rt;
SELECT app_task_source('contact_submissions', 'contact_submission', ARRAY['confirmed', 'accepted', 'rejected']);
