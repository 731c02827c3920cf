-- The directory of help: for the whole trust, or a school's own additions. Nothing is deleted; what was entered twice points to the other entry.

CREATE TABLE agencies (
  trust_id            uuid NOT NULL,
  id                  uuid NOT NULL,
  school_id           uuid,
  name                text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  services            text[] NOT NULL CHECK (cardinality(services) BETWEEN 1 AND 23),
  description         text CHECK (length(description) BETWEEN 1 AND 4000),
  age_from            integer CHECK (age_from BETWEEN 0 AND 25),
  age_to              integer CHECK (age_to BETWEEN 0 AND 25),
  need_areas          text[] NOT NULL CHECK (cardinality(need_areas) <= 4),
  needs               text[] NOT NULL CHECK (cardinality(needs) <= 20),
  threshold           text CHECK (length(threshold) BETWEEN 1 AND 1000),
  postcodes           text[] NOT NULL CHECK (cardinality(postcodes) <= 500),
  local_authorities   text[] NOT NULL CHECK (cardinality(local_authorities) <= 200),
  serves_anywhere     boolean NOT NULL,
  cost                text NOT NULL CHECK (cost IN ('free', 'subsidised', 'paid', 'unknown')),
  cost_note           text CHECK (length(cost_note) BETWEEN 1 AND 500),
  referral_route      text CHECK (length(referral_route) BETWEEN 1 AND 1000),
  contact_name        text CHECK (length(contact_name) BETWEEN 1 AND 200),
  contact_phone       text CHECK (length(contact_phone) BETWEEN 1 AND 30),
  contact_email       text CHECK (length(contact_email) BETWEEN 3 AND 254),
  contact_website     text CHECK (length(contact_website) BETWEEN 8 AND 500),
  languages           text[] NOT NULL CHECK (cardinality(languages) <= 30),
  search_text         text COLLATE "C" NOT NULL,
  status              text NOT NULL CHECK (status IN ('active', 'archived', 'merged')),
  state_reason        text CHECK (length(state_reason) BETWEEN 1 AND 500),
  merged_into_id      uuid,
  added_by_id         uuid,
  last_verified_on    date,
  last_verified_by_id uuid,
  verify_by           date NOT NULL,
  version             integer NOT NULL,
  recorded_at         timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT agencies_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT agencies_adder FOREIGN KEY (trust_id, added_by_id) REFERENCES staff_members,
  CONSTRAINT agencies_verifier FOREIGN KEY (trust_id, last_verified_by_id) REFERENCES staff_members,
  CONSTRAINT agencies_merged_into FOREIGN KEY (trust_id, merged_into_id) REFERENCES agencies,
  CONSTRAINT agencies_merged CHECK ((status = 'merged') = (merged_into_id IS NOT NULL) AND merged_into_id <> id),
  CONSTRAINT agencies_ages CHECK ((age_from IS NULL) = (age_to IS NULL) AND age_to >= age_from),
  CONSTRAINT agencies_anywhere CHECK (serves_anywhere = (cardinality(postcodes) + cardinality(local_authorities) = 0))
);
CREATE INDEX agencies_by_name ON agencies (trust_id, name, id);
CREATE INDEX agencies_updated ON agencies (trust_id, updated_at, id);
CREATE INDEX agencies_to_verify ON agencies (trust_id, verify_by, id) WHERE status = 'active';
CREATE INDEX agencies_merged_ones ON agencies (trust_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
SELECT app_protect('agencies', 'SELECT, INSERT, UPDATE');

-- What an agency is found by: folded words, services, need areas and places. Found by equality and by ranges over the bytes of a term: text search
-- and LIKE are not leakproof, so that under row-level security they would read the whole trust. Kept by the triggers below, whoever writes.
CREATE TABLE agency_terms (
  trust_id  uuid NOT NULL,
  term      text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  PRIMARY KEY (trust_id, term, agency_id),
  CONSTRAINT agency_terms_agency FOREIGN KEY (trust_id, agency_id) REFERENCES agencies
);
CREATE INDEX agency_terms_of_agency ON agency_terms (trust_id, agency_id);
SELECT app_protect('agency_terms');

CREATE FUNCTION app_index_new_agencies() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  INSERT INTO agency_terms (trust_id, term, agency_id)
  SELECT DISTINCT n.trust_id, t.term, n.id FROM added n, unnest(string_to_array(n.search_text, ' ')) AS t (term) WHERE t.term <> '';
  RETURN NULL;
END $f$;

CREATE FUNCTION app_index_changed_agencies() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  DELETE FROM agency_terms k USING after_change n JOIN before_change o ON o.trust_id = n.trust_id AND o.id = n.id
  WHERE n.search_text <> o.search_text AND k.trust_id = n.trust_id AND k.agency_id = n.id;
  INSERT INTO agency_terms (trust_id, term, agency_id)
  SELECT DISTINCT n.trust_id, t.term, n.id
  FROM after_change n JOIN before_change o ON o.trust_id = n.trust_id AND o.id = n.id, unnest(string_to_array(n.search_text, ' ')) AS t (term)
  WHERE n.search_text <> o.search_text AND t.term <> '';
  RETURN NULL;
END $f$;

CREATE TRIGGER agencies_index_new AFTER INSERT ON agencies REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION app_index_new_agencies();
CREATE TRIGGER agencies_index_changed AFTER UPDATE ON agencies REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION app_index_changed_agencies();

SELECT app_task_source('agencies', 'agency', ARRAY['archived', 'merged']);
