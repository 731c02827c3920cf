-- Organisations.

ALTER TABLE in_orgs ADD school_id uuid, ADD is_new boolean NOT NULL DEFAULT false, ADD is_linked boolean NOT NULL DEFAULT true, ADD outcome text;

UPDATE in_orgs o SET school_id = x.record_id
FROM external_ids x
WHERE x.kind = 'school' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = o.sourced_id;

-- One URN, one school: a second organisation with it stands on its own, without it.
UPDATE in_orgs o SET urn = NULL FROM in_orgs first WHERE first.urn = o.urn AND first.line < o.line;
UPDATE in_orgs o SET school_id = s.id, is_linked = false FROM schools s WHERE o.school_id IS NULL AND s.urn = o.urn;

-- Authorities and trusts above the schools are places only when somebody is there.
UPDATE in_orgs o SET outcome = 'skipped'
WHERE o.school_id IS NULL AND (o.status = 'tobedeleted' OR o.type IN ('district', 'local', 'state', 'national') AND NOT EXISTS (
  SELECT FROM in_users u WHERE o.sourced_id = ANY (u.org_sourced_ids) OR u.primary_org_sourced_id = o.sourced_id
  UNION ALL SELECT FROM in_roles r WHERE r.org_sourced_id = o.sourced_id
  UNION ALL SELECT FROM in_classes c WHERE c.school_sourced_id = o.sourced_id));

INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'orgs.csv', o.line, 'sourcedId', 'out-of-reach', 'The organisation is beyond the reach of the client.'
FROM in_orgs o, import_context c
WHERE o.school_id IS NOT NULL AND NOT c.whole_trust AND o.school_id NOT IN (SELECT school_id FROM import_reach);
UPDATE in_orgs o SET outcome = 'failed' FROM import_errors e WHERE e.file = 'orgs.csv' AND e.line = o.line;

UPDATE in_orgs SET school_id = app_uuidv7(c.now), is_new = true, is_linked = false FROM import_context c WHERE school_id IS NULL AND outcome IS NULL;

WITH fresh AS (
  INSERT INTO schools (trust_id, id, name, kind, urn, version, recorded_at, updated_at)
  SELECT c.trust_id, o.school_id, o.name, 'unclassified', o.urn, 1, c.now, c.now FROM in_orgs o, import_context c WHERE o.is_new
  RETURNING id, to_jsonb(schools) AS after
)
INSERT INTO touched (kind, record_id, op, after) SELECT 'school', id, 'added', after FROM fresh;

-- Until somebody has said what the place is, its name follows the roster.
WITH changed AS (
  UPDATE schools s SET name = o.name
  FROM in_orgs o, schools old
  WHERE s.id = o.school_id AND old.trust_id = s.trust_id AND old.id = s.id AND NOT o.is_new AND o.is_linked AND o.outcome IS NULL
    AND s.kind = 'unclassified' AND s.name <> o.name
  RETURNING s.id, to_jsonb(old) AS before, to_jsonb(s) AS after
)
INSERT INTO touched (kind, record_id, op, before, after) SELECT 'school', id, 'changed', before, after FROM changed;

WITH linked AS (
  INSERT INTO external_ids (trust_id, id, kind, record_id, system, value, recorded_at)
  SELECT c.trust_id, app_uuidv7(c.now), 'school', o.school_id, 'oneroster', o.sourced_id, c.now
  FROM in_orgs o, import_context c WHERE NOT o.is_linked AND o.outcome IS NULL
  RETURNING record_id, to_jsonb(external_ids) AS after
)
INSERT INTO touched (kind, record_id, part, op, after)
SELECT 'school', record_id, 'external_ids', 'added', after FROM linked;

-- A client bound to schools reaches the place that it has just brought, in the roles in which it imports.
WITH granted AS (
  INSERT INTO role_grants (trust_id, id, version, recorded_at, updated_at, staff_id, api_client_id, role, school_id, starts_on)
  SELECT c.trust_id, app_uuidv7(c.now), 1, c.now, c.now, c.staff_id, CASE WHEN c.staff_id IS NULL THEN a.id END, r.role, o.school_id, c.today
  FROM import_context c
  JOIN in_orgs o ON o.is_new
  LEFT JOIN api_clients a ON a.client_id = c.client_id
  CROSS JOIN LATERAL unnest(c.roles) AS r (role)
  WHERE NOT c.whole_trust
  RETURNING id, to_jsonb(role_grants) AS after
)
INSERT INTO touched (kind, record_id, op, after) SELECT 'role_grant', id, 'added', after FROM granted;
INSERT INTO import_reach SELECT school_id FROM in_orgs WHERE is_new;

UPDATE in_orgs o SET outcome = CASE WHEN is_new THEN 'created' WHEN EXISTS (SELECT FROM touched t WHERE t.record_id = o.school_id) THEN 'updated' ELSE 'unchanged' END
WHERE outcome IS NULL;

-- Every organisation that a row may name, with its school and whether this import may touch it.
CREATE TEMP TABLE import_schools ON COMMIT DROP AS
SELECT x.value AS sourced_id, x.record_id AS school_id,
  c.whole_trust OR x.record_id IN (SELECT school_id FROM import_reach) AS in_reach,
  EXISTS (SELECT FROM pupil_enrolments e WHERE e.school_id = x.record_id) AS has_roll,
  EXISTS (SELECT FROM staff_assignments a WHERE a.school_id = x.record_id) AS has_staff
FROM external_ids x, import_context c
WHERE x.kind = 'school' AND x.system = 'oneroster' AND x.school_id IS NULL;
ANALYZE import_schools;
