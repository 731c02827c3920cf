-- Plans: what adults have agreed for a pupil, in versions. Of one type, and of one activity or condition, a pupil has one plan
-- in force: the constraint decides between rivals, at the commit, so that a plan can take another's place in one transaction.

CREATE TABLE plans (
  trust_id         uuid NOT NULL,
  id               uuid NOT NULL,
  school_id        uuid NOT NULL,
  pupil_id         uuid NOT NULL,
  type             text NOT NULL CHECK (type IN ('pastoral_support', 'individual', 'reintegration', 'risk_assessment', 'behaviour', 'attendance', 'healthcare',
                                                 'intimate_care', 'peep', 'part_time_timetable', 'lac_pep', 'early_help', 'transition')),
  status           text NOT NULL CHECK (status IN ('draft', 'in_review', 'active', 'under_review', 'suspended', 'superseded', 'closed')),
  owner_id         uuid NOT NULL,
  author_id        uuid NOT NULL,
  supersedes_id    uuid,
  content          jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  version_number   integer NOT NULL CHECK (version_number BETWEEN 1 AND 200),
  version_state    text NOT NULL CHECK (version_state IN ('draft', 'in_review', 'frozen', 'withdrawn')),
  last_version     integer NOT NULL,
  in_force_version integer,
  is_interim       boolean NOT NULL,
  interim_reason   text CHECK (length(interim_reason) BETWEEN 1 AND 500),
  activated_at     timestamptz,
  state_reason     text CHECK (length(state_reason) BETWEEN 1 AND 500),
  ended_at         timestamptz,
  review_due_on    date,
  title            text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  starts_on        date NOT NULL,
  ends_on          date,
  need_area        text CHECK (need_area IN ('communication_interaction', 'cognition_learning', 'semh', 'sensory_physical')),
  subject_key      text NOT NULL CHECK (length(subject_key) <= 1000),
  team_ids         uuid[] NOT NULL CHECK (cardinality(team_ids) >= 1),
  version          integer NOT NULL,
  recorded_at      timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plans_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT plans_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT plans_owner FOREIGN KEY (trust_id, owner_id) REFERENCES staff_members,
  CONSTRAINT plans_author FOREIGN KEY (trust_id, author_id) REFERENCES staff_members,
  CONSTRAINT plans_superseded FOREIGN KEY (trust_id, supersedes_id) REFERENCES plans,
  CONSTRAINT plans_days CHECK (ends_on >= starts_on),
  CONSTRAINT plans_versions CHECK (version_number <= last_version AND in_force_version <= last_version),
  CONSTRAINT plans_in_force CHECK ((status IN ('active', 'under_review', 'suspended', 'superseded')) <= (in_force_version IS NOT NULL)
                                   AND (in_force_version IS NULL) = (activated_at IS NULL)),
  CONSTRAINT plans_interim CHECK (NOT is_interim OR (type = 'risk_assessment' AND interim_reason IS NOT NULL AND in_force_version IS NOT NULL)),
  CONSTRAINT plans_over CHECK ((status IN ('superseded', 'closed')) = (ended_at IS NOT NULL)),
  CONSTRAINT plans_reason CHECK (status NOT IN ('suspended', 'closed') OR state_reason IS NOT NULL),
  CONSTRAINT plans_one_in_force EXCLUDE USING gist (trust_id WITH =, pupil_id WITH =, type WITH =, subject_key WITH =)
    WHERE (status IN ('active', 'under_review', 'suspended')) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX plans_recorded ON plans (trust_id, recorded_at DESC, id DESC);
CREATE INDEX plans_at_school ON plans (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX plans_of_pupil ON plans (trust_id, pupil_id, recorded_at DESC, id DESC);
CREATE INDEX plans_of_owner ON plans (trust_id, owner_id, id);
CREATE INDEX plans_of_team ON plans USING gin (team_ids);
CREATE INDEX plans_due ON plans (trust_id, review_due_on, id) WHERE status IN ('active', 'under_review') AND review_due_on IS NOT NULL;
CREATE INDEX plans_started ON plans (trust_id, starts_on, id);
CREATE INDEX plans_updated ON plans (trust_id, updated_at, id);
CREATE INDEX plans_superseding ON plans (trust_id, supersedes_id) WHERE supersedes_id IS NOT NULL;
SELECT app_protect('plans', 'SELECT, INSERT, UPDATE');

-- Canonical JSON and its SHA-256, from the request for approval on.
CREATE TABLE plan_versions (
  trust_id        uuid NOT NULL,
  plan_id         uuid NOT NULL,
  number          integer NOT NULL CHECK (number BETWEEN 1 AND 200),
  state           text NOT NULL CHECK (state IN ('draft', 'in_review', 'frozen', 'withdrawn')),
  content         bytea,
  content_hash    bytea CHECK (length(content_hash) = 32),
  author_ids      uuid[] NOT NULL CHECK (cardinality(author_ids) >= 1),
  opened_at       timestamptz NOT NULL,
  requested_at    timestamptz,
  requested_by_id uuid,
  frozen_at       timestamptz,
  withdrawn_at    timestamptz,
  withdraw_reason text CHECK (length(withdraw_reason) BETWEEN 1 AND 500),
  PRIMARY KEY (trust_id, plan_id, number),
  CONSTRAINT plan_versions_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_versions_requester FOREIGN KEY (trust_id, requested_by_id) REFERENCES staff_members,
  CONSTRAINT plan_versions_hash CHECK (content_hash IS NOT DISTINCT FROM sha256(content)),
  CONSTRAINT plan_versions_kept CHECK ((state = 'draft') = (content IS NULL)),
  CONSTRAINT plan_versions_requested CHECK (state NOT IN ('in_review', 'frozen') OR (requested_at IS NOT NULL AND requested_by_id IS NOT NULL)),
  CONSTRAINT plan_versions_frozen CHECK ((state = 'frozen') = (frozen_at IS NOT NULL)),
  CONSTRAINT plan_versions_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
SELECT app_protect('plan_versions', 'SELECT, INSERT, UPDATE');

-- What was in force or given up stays as it was, and what is in review changes only by going back to a draft.
CREATE FUNCTION app_plan_version_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('frozen', 'withdrawn')
     OR (OLD.state = 'in_review' AND NEW.state <> 'draft' AND (NEW.content IS DISTINCT FROM OLD.content OR NEW.author_ids IS DISTINCT FROM OLD.author_ids)) THEN
    RAISE EXCEPTION 'a version of a plan that is kept never changes' USING ERRCODE = '23514', CONSTRAINT = 'plan_versions_stay';
  END IF;
  RETURN NEW;
END $f$;
CREATE TRIGGER plan_versions_stay BEFORE UPDATE OR DELETE ON plan_versions FOR EACH ROW EXECUTE FUNCTION app_plan_version_stays();

CREATE TABLE plan_approvals (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  plan_id        uuid NOT NULL,
  version_number integer NOT NULL,
  decision       text NOT NULL CHECK (decision IN ('approved', 'rejected')),
  by_id          uuid NOT NULL,
  as_role        text NOT NULL CHECK (length(as_role) BETWEEN 1 AND 50),
  comment        text CHECK (length(comment) BETWEEN 1 AND 4000),
  at             timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_approvals_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_approvals_version FOREIGN KEY (trust_id, plan_id, version_number) REFERENCES plan_versions,
  CONSTRAINT plan_approvals_approver FOREIGN KEY (trust_id, by_id) REFERENCES staff_members,
  CONSTRAINT plan_approvals_rejected CHECK (decision <> 'rejected' OR comment IS NOT NULL)
);
CREATE INDEX plan_approvals_of_plan ON plan_approvals (trust_id, plan_id, version_number);
SELECT app_protect('plan_approvals', 'SELECT, INSERT');

CREATE TABLE plan_signatures (
  trust_id               uuid NOT NULL,
  id                     uuid NOT NULL,
  plan_id                uuid NOT NULL,
  version_number         integer NOT NULL,
  content_hash           bytea NOT NULL CHECK (length(content_hash) = 32),
  signed_as              text NOT NULL CHECK (signed_as IN ('parent', 'pupil', 'head_teacher', 'senco', 'key_adult', 'designated_teacher', 'social_worker', 'other')),
  method                 text NOT NULL CHECK (method IN ('attested', 'own_token', 'link')),
  contact_id             uuid,
  staff_id               uuid,
  name                   text CHECK (length(name) BETWEEN 1 AND 200),
  evidence_attachment_id uuid,
  attested_by_id         uuid,
  signed_at              timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_signatures_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_signatures_version FOREIGN KEY (trust_id, plan_id, version_number) REFERENCES plan_versions,
  CONSTRAINT plan_signatures_contact FOREIGN KEY (trust_id, contact_id) REFERENCES contacts,
  CONSTRAINT plan_signatures_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT plan_signatures_attester FOREIGN KEY (trust_id, attested_by_id) REFERENCES staff_members,
  CONSTRAINT plan_signatures_evidence FOREIGN KEY (trust_id, evidence_attachment_id) REFERENCES attachments,
  CONSTRAINT plan_signatures_method CHECK ((method = 'attested') = (attested_by_id IS NOT NULL) AND (method = 'own_token') = (staff_id IS NOT NULL)
                                           AND (method = 'attested' OR evidence_attachment_id IS NULL)),
  CONSTRAINT plan_signatures_once UNIQUE NULLS NOT DISTINCT (trust_id, plan_id, version_number, content_hash, signed_as, contact_id, staff_id, name)
);
SELECT app_protect('plan_signatures', 'SELECT, INSERT');
SELECT app_task_source('plans', 'plan', ARRAY['superseded', 'closed']);
