-- The log of what was shared about a pupil, or was not, and by what right. Nothing of it is rewritten: the trigger lets only missing
-- conditions be added once and the entry be voided, whoever asks.

CREATE TABLE information_shares (
  trust_id              uuid NOT NULL,
  id                    uuid NOT NULL,
  school_id             uuid NOT NULL,
  pupil_id              uuid NOT NULL,
  status                text NOT NULL CHECK (status IN ('recorded', 'voided')),
  decision              text NOT NULL CHECK (decision IN ('shared', 'refused')),
  what                  text NOT NULL CHECK (length(what) BETWEEN 1 AND 4000),
  "to"                  text NOT NULL CHECK (length("to") BETWEEN 1 AND 200),
  reason                text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
  article6              text CHECK (article6 IN ('consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests')),
  article9              text CHECK (article9 IN ('explicit_consent', 'employment_and_social_protection', 'vital_interests', 'not_for_profit_body',
                                                 'manifestly_public', 'legal_claims', 'substantial_public_interest', 'health_or_social_care',
                                                 'public_health', 'archiving_research_statistics')),
  schedule1             text CHECK (schedule1 IN ('employment_and_social_protection', 'health_or_social_care', 'public_health', 'research',
                                                  'statutory_and_government_purposes', 'administration_of_justice', 'equality_of_opportunity',
                                                  'preventing_unlawful_acts', 'regulatory_requirements', 'support_for_disability', 'counselling',
                                                  'safeguarding', 'economic_well_being', 'disclosure_to_elected_representatives')),
  basis_completed_by_id uuid,
  basis_completed_at    timestamptz,
  method                text CHECK (method IN ('in_person', 'telephone', 'video_call', 'email', 'secure_transfer', 'post', 'portal', 'on_paper')),
  shared_at             timestamptz NOT NULL,
  late_reason           text CHECK (length(late_reason) BETWEEN 1 AND 500),
  label                 text NOT NULL CHECK (label IN ('standard', 'pastoral', 'health', 'safeguarding', 'dsl_only')),
  document_id           uuid,
  record_ids            uuid[] NOT NULL CHECK (cardinality(record_ids) <= 100),
  decided_by_id         uuid,
  void_reason           text CHECK (length(void_reason) BETWEEN 1 AND 500),
  voided_at             timestamptz,
  version               integer NOT NULL,
  recorded_at           timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT information_shares_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT information_shares_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT information_shares_document FOREIGN KEY (trust_id, document_id) REFERENCES documents,
  CONSTRAINT information_shares_decider FOREIGN KEY (trust_id, decided_by_id) REFERENCES staff_members,
  CONSTRAINT information_shares_completer FOREIGN KEY (trust_id, basis_completed_by_id) REFERENCES staff_members,
  CONSTRAINT information_shares_basis CHECK (article6 IS NOT NULL OR (decision = 'refused' AND article9 IS NULL AND schedule1 IS NULL)),
  CONSTRAINT information_shares_completed CHECK (basis_completed_at IS NULL OR article9 IS NOT NULL OR schedule1 IS NOT NULL),
  CONSTRAINT information_shares_voided CHECK ((status = 'voided') = (voided_at IS NOT NULL) AND (void_reason IS NULL) = (voided_at IS NULL))
);
CREATE INDEX information_shares_by_time ON information_shares (trust_id, shared_at DESC, id DESC);
CREATE INDEX information_shares_at_school ON information_shares (trust_id, school_id, shared_at DESC, id DESC);
CREATE INDEX information_shares_of_pupil ON information_shares (trust_id, pupil_id, shared_at DESC, id DESC);
CREATE INDEX information_shares_of_decider ON information_shares (trust_id, decided_by_id, shared_at DESC, id DESC);
CREATE INDEX information_shares_updated ON information_shares (trust_id, updated_at, id);
-- A document leaves once for each pupil of whom it tells; a voided entry makes room for the right one.
CREATE UNIQUE INDEX information_shares_of_document ON information_shares (trust_id, document_id, pupil_id) WHERE document_id IS NOT NULL AND status = 'recorded';
SELECT app_protect('information_shares', 'SELECT, INSERT, UPDATE');
SELECT app_task_source('information_shares', 'information_share', ARRAY['voided']);

CREATE FUNCTION app_information_share_stands() RETURNS trigger LANGUAGE plpgsql AS $f$
DECLARE
  added text[] := ARRAY['status', 'void_reason', 'voided_at', 'article9', 'schedule1', 'basis_completed_by_id', 'basis_completed_at', 'version', 'updated_at'];
BEGIN
  IF to_jsonb(NEW) - added <> to_jsonb(OLD) - added
    OR OLD.status = 'voided'
    OR (OLD.article9 IS NOT NULL AND NEW.article9 IS DISTINCT FROM OLD.article9)
    OR (OLD.schedule1 IS NOT NULL AND NEW.schedule1 IS DISTINCT FROM OLD.schedule1)
    OR (OLD.basis_completed_at IS NOT NULL AND (NEW.article9, NEW.schedule1, NEW.basis_completed_by_id, NEW.basis_completed_at)
      IS DISTINCT FROM (OLD.article9, OLD.schedule1, OLD.basis_completed_by_id, OLD.basis_completed_at)) THEN
    RAISE EXCEPTION 'an entry of the log of information shares is not rewritten' USING ERRCODE = '23514', CONSTRAINT = 'information_shares_stand';
  END IF;
  RETURN NEW;
END $f$;
CREATE TRIGGER information_shares_stand BEFORE UPDATE ON information_shares FOR EACH ROW EXECUTE FUNCTION app_information_share_stands();
