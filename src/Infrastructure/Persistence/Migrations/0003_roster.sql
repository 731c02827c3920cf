-- The roster: schools and their calendars, staff, pupils, classes, contacts, and the names other systems give them.

CREATE TABLE schools (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind        text NOT NULL CHECK (kind IN ('school', 'alternative_provider', 'unclassified')),
  urn         text CHECK (urn ~ '^[0-9]{6}$'),
  la_estab    text CHECK (la_estab ~ '^[0-9]{7}$'),
  phase       text CHECK (phase IN ('nursery', 'primary', 'middle_deemed_primary', 'middle_deemed_secondary', 'secondary',
                                    'sixteen_plus', 'all_through', 'special')),
  version     integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT schools_urn UNIQUE (trust_id, urn),
  CONSTRAINT schools_la_estab UNIQUE (trust_id, la_estab)
);
CREATE INDEX schools_name ON schools (trust_id, name, id);
SELECT app_protect('schools');

CREATE TABLE school_calendars (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  school_id     uuid NOT NULL,
  academic_year integer NOT NULL CHECK (academic_year BETWEEN 1990 AND 2100),
  opens_on      date NOT NULL,
  closes_on     date NOT NULL,
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT school_calendars_year UNIQUE (trust_id, school_id, academic_year),
  CONSTRAINT school_calendars_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT school_calendars_span CHECK (opens_on >= make_date(academic_year, 9, 1) AND closes_on >= opens_on
    AND closes_on <= make_date(academic_year + 1, 8, 31))
);
SELECT app_protect('school_calendars');

CREATE TABLE calendar_closures (
  trust_id    uuid NOT NULL,
  calendar_id uuid NOT NULL,
  first_day   date NOT NULL,
  last_day    date NOT NULL,
  label       text CHECK (length(label) BETWEEN 1 AND 100),
  PRIMARY KEY (trust_id, calendar_id, first_day),
  CONSTRAINT calendar_closures_calendar FOREIGN KEY (trust_id, calendar_id) REFERENCES school_calendars,
  CONSTRAINT calendar_closures_span CHECK (last_day >= first_day)
);
SELECT app_protect('calendar_closures');

CREATE TABLE staff_members (
  trust_id              uuid NOT NULL,
  id                    uuid NOT NULL,
  given_name            text NOT NULL CHECK (length(given_name) BETWEEN 1 AND 100),
  family_name           text NOT NULL CHECK (length(family_name) BETWEEN 1 AND 100),
  preferred_given_name  text CHECK (length(preferred_given_name) BETWEEN 1 AND 100),
  preferred_family_name text CHECK (length(preferred_family_name) BETWEEN 1 AND 100),
  email                 text CHECK (length(email) <= 254),
  sort_name             text COLLATE "C" NOT NULL,
  version               integer NOT NULL,
  recorded_at           timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id)
);
CREATE INDEX staff_members_name ON staff_members (trust_id, sort_name, id);
SELECT app_protect('staff_members');

CREATE TABLE staff_assignments (
  trust_id  uuid NOT NULL,
  id        uuid NOT NULL,
  staff_id  uuid NOT NULL,
  school_id uuid NOT NULL,
  job_role  text NOT NULL CHECK (length(job_role) BETWEEN 1 AND 100),
  starts_on date NOT NULL,
  ends_on   date,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT staff_assignments_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT staff_assignments_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT staff_assignments_span CHECK (ends_on >= starts_on)
);
CREATE INDEX staff_assignments_staff_member ON staff_assignments (trust_id, staff_id);
CREATE INDEX staff_assignments_at_school ON staff_assignments (trust_id, school_id, staff_id);
SELECT app_protect('staff_assignments');

CREATE TABLE pupils (
  trust_id              uuid NOT NULL,
  id                    uuid NOT NULL,
  school_id             uuid NOT NULL,
  given_name            text NOT NULL CHECK (length(given_name) BETWEEN 1 AND 100),
  family_name           text NOT NULL CHECK (length(family_name) BETWEEN 1 AND 100),
  middle_names          text CHECK (length(middle_names) BETWEEN 1 AND 100),
  preferred_given_name  text CHECK (length(preferred_given_name) BETWEEN 1 AND 100),
  preferred_family_name text CHECK (length(preferred_family_name) BETWEEN 1 AND 100),
  date_of_birth         date CHECK (date_of_birth >= '1900-01-01'),
  upn                   text CHECK (upn ~ '^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$'),
  -- The academic year of Reception, by its first calendar year, when it does not follow from the date of birth.
  reception_year        integer CHECK (reception_year BETWEEN 1900 AND 2200),
  sen_provision         text CHECK (sen_provision IN ('N', 'K', 'E')),
  sen_needs             text[] NOT NULL DEFAULT '{}',
  sort_name             text COLLATE "C" NOT NULL,
  search_text           text COLLATE "C" NOT NULL,
  version               integer NOT NULL,
  recorded_at           timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT pupils_upn UNIQUE (trust_id, upn),
  CONSTRAINT pupils_school FOREIGN KEY (trust_id, school_id) REFERENCES schools
);
CREATE INDEX pupils_name ON pupils (trust_id, sort_name, id);
CREATE INDEX pupils_school_name ON pupils (trust_id, school_id, sort_name, id);
CREATE INDEX pupils_updated ON pupils (trust_id, updated_at, id);
SELECT app_protect('pupils');

-- The words of every pupil's names, folded. Prefixes are found by a range over the bytes of a word: LIKE is not
-- leakproof, so that under row-level security it would read the whole trust. Kept by the triggers below, whoever writes.
CREATE TABLE pupil_name_tokens (
  trust_id uuid NOT NULL,
  token    text COLLATE "C" NOT NULL,
  pupil_id uuid NOT NULL,
  PRIMARY KEY (trust_id, token, pupil_id),
  CONSTRAINT pupil_name_tokens_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils
);
CREATE INDEX pupil_name_tokens_of_pupil ON pupil_name_tokens (trust_id, pupil_id);
SELECT app_protect('pupil_name_tokens');

CREATE FUNCTION app_index_new_pupils() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  INSERT INTO pupil_name_tokens (trust_id, token, pupil_id)
  SELECT DISTINCT n.trust_id, t.token, n.id FROM added n, unnest(string_to_array(n.search_text, ' ')) AS t (token) WHERE t.token <> '';
  RETURN NULL;
END $f$;

CREATE FUNCTION app_index_renamed_pupils() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $f$
BEGIN
  DELETE FROM pupil_name_tokens k USING after_change n JOIN before_change o ON o.trust_id = n.trust_id AND o.id = n.id
  WHERE n.search_text <> o.search_text AND k.trust_id = n.trust_id AND k.pupil_id = n.id;
  INSERT INTO pupil_name_tokens (trust_id, token, pupil_id)
  SELECT DISTINCT n.trust_id, t.token, n.id
  FROM after_change n JOIN before_change o ON o.trust_id = n.trust_id AND o.id = n.id, unnest(string_to_array(n.search_text, ' ')) AS t (token)
  WHERE n.search_text <> o.search_text AND t.token <> '';
  RETURN NULL;
END $f$;

CREATE TRIGGER pupils_index_new AFTER INSERT ON pupils REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION app_index_new_pupils();
CREATE TRIGGER pupils_index_renamed AFTER UPDATE ON pupils REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION app_index_renamed_pupils();

CREATE TABLE pupil_enrolments (
  trust_id       uuid NOT NULL,
  id             uuid NOT NULL,
  pupil_id       uuid NOT NULL,
  school_id      uuid NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('main', 'subsidiary', 'guest')),
  admitted_on    date NOT NULL,
  left_on        date,
  leaving_reason text CHECK (length(leaving_reason) BETWEEN 1 AND 200),
  PRIMARY KEY (trust_id, id),
  CONSTRAINT pupil_enrolments_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT pupil_enrolments_school FOREIGN KEY (trust_id, school_id) REFERENCES schools,
  CONSTRAINT pupil_enrolments_span CHECK (left_on >= admitted_on),
  -- The day of a move belongs to both schools.
  CONSTRAINT pupil_enrolments_one_main EXCLUDE USING gist (trust_id WITH =, pupil_id WITH =, daterange(admitted_on, left_on) WITH &&)
    WHERE (kind = 'main'),
  CONSTRAINT pupil_enrolments_once_a_school EXCLUDE USING gist (trust_id WITH =, pupil_id WITH =, school_id WITH =, daterange(admitted_on, left_on) WITH &&)
);
CREATE INDEX pupil_enrolments_of_pupil ON pupil_enrolments (trust_id, pupil_id);
CREATE INDEX pupil_enrolments_at_school ON pupil_enrolments (trust_id, school_id, pupil_id);
SELECT app_protect('pupil_enrolments');

CREATE TABLE teaching_classes (
  trust_id      uuid NOT NULL,
  id            uuid NOT NULL,
  school_id     uuid NOT NULL,
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  code          text CHECK (length(code) BETWEEN 1 AND 50),
  kind          text NOT NULL CHECK (kind IN ('registration', 'teaching')),
  academic_year integer CHECK (academic_year BETWEEN 1990 AND 2100),
  version       integer NOT NULL,
  recorded_at   timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT teaching_classes_school FOREIGN KEY (trust_id, school_id) REFERENCES schools
);
CREATE INDEX teaching_classes_at_school ON teaching_classes (trust_id, school_id, name, id);
SELECT app_protect('teaching_classes');

CREATE TABLE class_members (
  trust_id  uuid NOT NULL,
  class_id  uuid NOT NULL,
  pupil_id  uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on   date,
  PRIMARY KEY (trust_id, class_id, pupil_id, starts_on),
  CONSTRAINT class_members_class FOREIGN KEY (trust_id, class_id) REFERENCES teaching_classes,
  CONSTRAINT class_members_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils,
  CONSTRAINT class_members_span CHECK (ends_on >= starts_on)
);
CREATE INDEX class_members_of_pupil ON class_members (trust_id, pupil_id, class_id);
SELECT app_protect('class_members');

CREATE TABLE class_teachers (
  trust_id  uuid NOT NULL,
  class_id  uuid NOT NULL,
  staff_id  uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on   date,
  PRIMARY KEY (trust_id, class_id, staff_id, starts_on),
  CONSTRAINT class_teachers_class FOREIGN KEY (trust_id, class_id) REFERENCES teaching_classes,
  CONSTRAINT class_teachers_staff FOREIGN KEY (trust_id, staff_id) REFERENCES staff_members,
  CONSTRAINT class_teachers_span CHECK (ends_on >= starts_on)
);
CREATE INDEX class_teachers_of_staff ON class_teachers (trust_id, staff_id, class_id);
SELECT app_protect('class_teachers');

CREATE TABLE contacts (
  trust_id                uuid NOT NULL,
  id                      uuid NOT NULL,
  title                   text CHECK (length(title) BETWEEN 1 AND 20),
  given_name              text NOT NULL CHECK (length(given_name) BETWEEN 1 AND 100),
  family_name             text NOT NULL CHECK (length(family_name) BETWEEN 1 AND 100),
  phones                  text[] NOT NULL DEFAULT '{}',
  emails                  text[] NOT NULL DEFAULT '{}',
  address                 text CHECK (length(address) BETWEEN 1 AND 500),
  postcode                text CHECK (length(postcode) BETWEEN 1 AND 10),
  address_is_confidential boolean NOT NULL,
  version                 integer NOT NULL,
  recorded_at             timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id)
);
SELECT app_protect('contacts');

CREATE TABLE contact_links (
  trust_id                uuid NOT NULL,
  contact_id              uuid NOT NULL,
  pupil_id                uuid NOT NULL,
  relationship            text NOT NULL,
  priority                integer NOT NULL CHECK (priority BETWEEN 1 AND 99),
  parental_responsibility text NOT NULL CHECK (parental_responsibility IN ('none', 'person', 'authority', 'delegated')),
  is_barred               boolean NOT NULL,
  PRIMARY KEY (trust_id, contact_id, pupil_id),
  CONSTRAINT contact_links_contact FOREIGN KEY (trust_id, contact_id) REFERENCES contacts,
  CONSTRAINT contact_links_pupil FOREIGN KEY (trust_id, pupil_id) REFERENCES pupils
);
CREATE INDEX contact_links_of_pupil ON contact_links (trust_id, pupil_id, priority, contact_id);
SELECT app_protect('contact_links');

-- What other systems call our records. record_id points into the table that kind names; records are never hard-deleted.
CREATE TABLE external_ids (
  trust_id    uuid NOT NULL,
  id          uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('school', 'staff', 'pupil', 'contact', 'teaching_class', 'enrolment')),
  record_id   uuid NOT NULL,
  school_id   uuid,
  system      text NOT NULL CHECK (system ~ '^[a-z0-9][a-z0-9._-]{0,49}$'),
  value       text NOT NULL CHECK (length(value) BETWEEN 1 AND 200),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT external_ids_value UNIQUE NULLS NOT DISTINCT (trust_id, kind, school_id, system, value),
  CONSTRAINT external_ids_school FOREIGN KEY (trust_id, school_id) REFERENCES schools
);
CREATE INDEX external_ids_of_record ON external_ids (trust_id, record_id);
SELECT app_protect('external_ids');
