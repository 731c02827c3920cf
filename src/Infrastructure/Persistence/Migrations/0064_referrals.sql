-- Referrals: who asks whom for help for a pupil, and what became of it. To one service and agency a pupil has one that is open,
-- and one follows on from another once: the constraints decide between rivals.

CREATE TABLE referrals (
  trust_id          uuid NOT NULL,
  id                uuid NOT NULL,
  school_id         uuid NOT NULL,
  pupil_id          uuid NOT NULL,
  direction         text NOT NULL CHECK (direction IN ('internal', 'external', 'inbound_external')),
  service           text NOT NULL CHECK (service IN ('thrive', 'elsa', 'nurture', 'senco', 'dsl', 'attendance_team', 'school_nurse', 'mhst', 'camhs',
                                                     'educational_psychology', 'speech_language', 'ot', 'early_help', 'childrens_social_care_mash',
                                                     'youth_justice', 'virtual_school', 'substance_misuse', 'domestic_abuse', 'food_bank', 'housing',
                                                     'young_carers', 'bereavement', 'other')),
  urgency           text NOT NULL CHECK (urgency IN ('routine', 'soon', 'urgent', 'emergency')),
  status            text NOT NULL CHECK (status IN ('draft', 'submitted', 'info_requested', 'acknowledged', 'accepted', 'waiting_list', 'in_progress',
                                                    'completed', 'declined', 'withdrawn', 'voided')),
  reason            text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
  agency_id         uuid,
  recipient_id      uuid,
  sender_id         uuid,
  recorded_by_id    uuid NOT NULL,
  practitioner_id   uuid,
  programme_id      uuid,
  reopens_id        uuid,
  reopened_as_id    uuid,
  evidence_plan_ids uuid[] NOT NULL CHECK (cardinality(evidence_plan_ids) <= 10),
  exception_reason  text CHECK (length(exception_reason) BETWEEN 1 AND 500),
  consent_state     text CHECK (consent_state IN ('given', 'refused', 'not_required', 'overridden', 'withdrawn')),
  submitted_at      timestamptz,
  answer_by         date,
  chase_on          date,
  chasers           integer NOT NULL CHECK (chasers BETWEEN 0 AND 100),
  escalate_on       date,
  escalated_at      timestamptz,
  has_answered      boolean NOT NULL,
  accepted_at       timestamptz,
  started_at        timestamptz,
  ended_at          timestamptz,
  outcome           text CHECK (outcome IN ('service_delivered', 'partly_delivered', 'not_eligible', 'no_capacity', 'family_declined', 'moved_away',
                                            'escalated_to_statutory')),
  end_note          text CHECK (length(end_note) BETWEEN 1 AND 4000),
  step_count        integer NOT NULL,
  contact_count     integer NOT NULL,
  consent_count     integer NOT NULL,
  version           integer NOT NULL,
  recorded_at       timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT referrals_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT referrals_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT referrals_recipient FOREIGN KEY (trust_id, recipient_id) REFERENCES staff_members,
  CONSTRAINT referrals_sender FOREIGN KEY (trust_id, sender_id) REFERENCES staff_members,
  CONSTRAINT referrals_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT referrals_practitioner FOREIGN KEY (trust_id, practitioner_id) REFERENCES staff_members,
  CONSTRAINT referrals_programme FOREIGN KEY (trust_id, programme_id) REFERENCES support_programmes DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT referrals_reopens FOREIGN KEY (trust_id, reopens_id) REFERENCES referrals,
  CONSTRAINT referrals_reopened_as FOREIGN KEY (trust_id, reopened_as_id) REFERENCES referrals DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT referrals_sides CHECK ((direction = 'inbound_external') = (sender_id IS NULL) AND recipient_id IS DISTINCT FROM coalesce(sender_id, '00000000-0000-0000-0000-000000000000')
                                    AND practitioner_id IS DISTINCT FROM coalesce(sender_id, '00000000-0000-0000-0000-000000000000')),
  CONSTRAINT referrals_internal CHECK (direction <> 'internal' OR (agency_id IS NULL AND status <> 'acknowledged')),
  CONSTRAINT referrals_submitted CHECK (status IN ('draft', 'withdrawn', 'voided') OR (submitted_at IS NOT NULL AND answer_by IS NOT NULL)),
  CONSTRAINT referrals_accepted CHECK (status NOT IN ('accepted', 'waiting_list', 'in_progress', 'completed') OR accepted_at IS NOT NULL),
  CONSTRAINT referrals_over CHECK ((status IN ('completed', 'declined', 'withdrawn', 'voided')) = (ended_at IS NOT NULL)),
  CONSTRAINT referrals_outcome CHECK (status <> 'completed' OR outcome IS NOT NULL),
  CONSTRAINT referrals_ended_why CHECK (status NOT IN ('declined', 'withdrawn', 'voided') OR end_note IS NOT NULL)
);
-- Of those that keep a child safe each adult has one of their own: nobody learns by a refusal that a colleague's is open, or is kept from reporting.
CREATE UNIQUE INDEX referrals_one_open ON referrals (trust_id, pupil_id, service, coalesce(agency_id, '00000000-0000-0000-0000-000000000000'),
    coalesce(CASE WHEN service IN ('dsl', 'childrens_social_care_mash', 'domestic_abuse') THEN recorded_by_id END, '00000000-0000-0000-0000-000000000000'))
  WHERE status NOT IN ('completed', 'declined', 'withdrawn', 'voided');
CREATE UNIQUE INDEX referrals_followed_once ON referrals (trust_id, reopens_id) WHERE reopens_id IS NOT NULL;
CREATE INDEX referrals_recorded ON referrals (trust_id, recorded_at DESC, id DESC);
CREATE INDEX referrals_at_school ON referrals (trust_id, school_id, recorded_at DESC, id DESC);
CREATE INDEX referrals_of_pupil ON referrals (trust_id, pupil_id, recorded_at DESC, id DESC);
CREATE INDEX referrals_updated ON referrals (trust_id, updated_at, id);
CREATE INDEX referrals_answer ON referrals (trust_id, answer_by, id) WHERE status IN ('submitted', 'info_requested', 'acknowledged');
CREATE INDEX referrals_chase ON referrals (trust_id, chase_on, id) WHERE chase_on IS NOT NULL;
CREATE INDEX referrals_escalate ON referrals (trust_id, escalate_on, id) WHERE escalate_on IS NOT NULL;
CREATE INDEX referrals_sent ON referrals (trust_id, sender_id, id);
CREATE INDEX referrals_given ON referrals (trust_id, practitioner_id, id) WHERE practitioner_id IS NOT NULL;
CREATE INDEX referrals_agency ON referrals (trust_id, agency_id, id) WHERE agency_id IS NOT NULL;
SELECT app_protect('referrals', 'SELECT, INSERT, UPDATE');
SELECT app_task_source('referrals', 'referral', ARRAY['completed', 'declined', 'withdrawn', 'voided']);

-- What was said and done is kept as it was: these rows are never changed.
CREATE TABLE referral_consents (
  trust_id       uuid NOT NULL,
  referral_id    uuid NOT NULL,
  number         integer NOT NULL CHECK (number >= 1),
  state          text NOT NULL CHECK (state IN ('given', 'refused', 'not_required', 'overridden', 'withdrawn')),
  by_contact_id  uuid,
  by_pupil       boolean NOT NULL,
  method         text CHECK (length(method) BETWEEN 1 AND 100),
  at             timestamptz NOT NULL,
  article6       text,
  article9       text,
  schedule1      text,
  reason         text CHECK (length(reason) BETWEEN 1 AND 500),
  recorded_by_id uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, referral_id, number),
  CONSTRAINT referral_consents_referral FOREIGN KEY (trust_id, referral_id) REFERENCES referrals,
  CONSTRAINT referral_consents_contact FOREIGN KEY (trust_id, by_contact_id) REFERENCES contacts,
  CONSTRAINT referral_consents_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT referral_consents_given CHECK (state <> 'given' OR by_contact_id IS NOT NULL OR by_pupil),
  CONSTRAINT referral_consents_basis CHECK (state NOT IN ('not_required', 'overridden') OR article6 IS NOT NULL),
  CONSTRAINT referral_consents_override CHECK (state <> 'overridden' OR (reason IS NOT NULL AND article6 <> 'consent'))
);
SELECT app_protect('referral_consents', 'SELECT, INSERT');

CREATE TABLE referral_steps (
  trust_id               uuid NOT NULL,
  referral_id            uuid NOT NULL,
  number                 integer NOT NULL CHECK (number >= 1),
  action                 text NOT NULL,
  at                     timestamptz NOT NULL,
  recorded_at            timestamptz NOT NULL,
  by_id                  uuid,
  via                    text NOT NULL CHECK (via IN ('own', 'told_to_staff', 'link')),
  answered_by            text CHECK (length(answered_by) BETWEEN 1 AND 200),
  method                 text CHECK (length(method) BETWEEN 1 AND 100),
  reference              text CHECK (length(reference) BETWEEN 1 AND 100),
  evidence_attachment_id uuid,
  text                   text CHECK (length(text) BETWEEN 1 AND 4000),
  PRIMARY KEY (trust_id, referral_id, number),
  CONSTRAINT referral_steps_referral FOREIGN KEY (trust_id, referral_id) REFERENCES referrals,
  CONSTRAINT referral_steps_by FOREIGN KEY (trust_id, by_id) REFERENCES staff_members,
  CONSTRAINT referral_steps_evidence FOREIGN KEY (trust_id, evidence_attachment_id) REFERENCES attachments,
  CONSTRAINT referral_steps_link CHECK (by_id IS NOT NULL OR via = 'link')
);
SELECT app_protect('referral_steps', 'SELECT, INSERT');

CREATE TABLE referral_contacts (
  trust_id       uuid NOT NULL,
  referral_id    uuid NOT NULL,
  number         integer NOT NULL CHECK (number >= 1),
  at             timestamptz NOT NULL,
  method         text NOT NULL CHECK (method IN ('phone', 'email', 'letter', 'in_person', 'video', 'portal', 'other', 'chaser')),
  direction      text NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
  reached        boolean NOT NULL,
  note           text CHECK (length(note) BETWEEN 1 AND 4000),
  chaser_number  integer CHECK (chaser_number >= 1),
  recorded_by_id uuid,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, referral_id, number),
  CONSTRAINT referral_contacts_referral FOREIGN KEY (trust_id, referral_id) REFERENCES referrals,
  CONSTRAINT referral_contacts_recorder FOREIGN KEY (trust_id, recorded_by_id) REFERENCES staff_members,
  CONSTRAINT referral_contacts_chaser CHECK ((method = 'chaser') = (chaser_number IS NOT NULL) AND (chaser_number IS NULL) = (recorded_by_id IS NOT NULL))
);
CREATE UNIQUE INDEX referral_contacts_chased_once ON referral_contacts (trust_id, referral_id, chaser_number) WHERE chaser_number IS NOT NULL;
SELECT app_protect('referral_contacts', 'SELECT, INSERT');
