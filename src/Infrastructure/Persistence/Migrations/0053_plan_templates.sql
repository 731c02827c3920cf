-- What plans of a type begin with. A version is published once and never changes; a plan says which one it was made from.

CREATE TABLE plan_templates (
  trust_id          uuid NOT NULL,
  id                uuid NOT NULL,
  type              text NOT NULL CHECK (type IN ('pastoral_support', 'individual', 'reintegration', 'risk_assessment', 'behaviour', 'attendance', 'healthcare',
                                                  'intimate_care', 'peep', 'part_time_timetable', 'lac_pep', 'early_help', 'transition')),
  name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  status            text NOT NULL CHECK (status IN ('draft', 'published', 'archived')),
  content           jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  published_version integer CHECK (published_version BETWEEN 1 AND 200),
  version           integer NOT NULL,
  recorded_at       timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_templates_published CHECK (status <> 'published' OR published_version IS NOT NULL)
);
CREATE UNIQUE INDEX plan_templates_name ON plan_templates (trust_id, type, lower(name)) WHERE status <> 'archived';
CREATE INDEX plan_templates_by_name ON plan_templates (trust_id, name, id);
SELECT app_protect('plan_templates', 'SELECT, INSERT, UPDATE');

CREATE TABLE plan_template_versions (
  trust_id        uuid NOT NULL,
  template_id     uuid NOT NULL,
  number          integer NOT NULL CHECK (number BETWEEN 1 AND 200),
  content         jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  published_by_id uuid,
  published_at    timestamptz NOT NULL,
  PRIMARY KEY (trust_id, template_id, number),
  CONSTRAINT plan_template_versions_template FOREIGN KEY (trust_id, template_id) REFERENCES plan_templates,
  CONSTRAINT plan_template_versions_publisher FOREIGN KEY (trust_id, published_by_id) REFERENCES staff_members
);
SELECT app_protect('plan_template_versions', 'SELECT, INSERT');

ALTER TABLE plans
  ADD COLUMN template_id uuid,
  ADD COLUMN template_version integer,
  ADD CONSTRAINT plans_template FOREIGN KEY (trust_id, template_id, template_version) REFERENCES plan_template_versions,
  ADD CONSTRAINT plans_template_whole CHECK ((template_id IS NULL) = (template_version IS NULL));
CREATE INDEX plans_of_template ON plans (trust_id, template_id, id) WHERE template_id IS NOT NULL;
