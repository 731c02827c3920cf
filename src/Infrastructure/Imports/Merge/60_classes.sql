-- Classes.

ALTER TABLE in_classes ADD class_id uuid, ADD school_id uuid, ADD is_new boolean NOT NULL DEFAULT false, ADD academic_year integer, ADD outcome text;
CREATE INDEX ON in_classes (class_id);
UPDATE in_classes k SET school_id = s.school_id FROM import_schools s WHERE s.sourced_id = k.school_sourced_id AND s.in_reach;
UPDATE in_classes k SET class_id = x.record_id
FROM external_ids x WHERE x.kind = 'teaching_class' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = k.sourced_id;
UPDATE in_classes k SET academic_year = terms.year
FROM (
  SELECT k2.line, min(extract(year FROM s.start_date - interval '8 months'))::integer AS year
  FROM in_classes k2 JOIN in_sessions s ON s.sourced_id = ANY (k2.term_sourced_ids) GROUP BY k2.line) terms
WHERE terms.line = k.line AND terms.year BETWEEN 1990 AND 2100;

INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'classes.csv', k.line, 'schoolSourcedId', CASE WHEN s.sourced_id IS NULL THEN 'unknown-reference' ELSE 'out-of-reach' END,
  CASE WHEN s.sourced_id IS NULL THEN 'The organisation is unknown.' ELSE 'The organisation is beyond the reach of the client.' END
FROM in_classes k LEFT JOIN import_schools s ON s.sourced_id = k.school_sourced_id WHERE k.school_id IS NULL;
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'classes.csv', k.line, 'schoolSourcedId', 'class-elsewhere', 'The class is known at another school; a class does not move.'
FROM in_classes k JOIN teaching_classes t ON t.id = k.class_id WHERE t.school_id <> k.school_id;
UPDATE in_classes k SET outcome = 'failed' FROM import_errors e WHERE e.file = 'classes.csv' AND e.line = k.line;
UPDATE in_classes SET outcome = 'unchanged' WHERE outcome IS NULL AND status = 'tobedeleted' AND class_id IS NULL;
UPDATE in_classes SET class_id = app_uuidv7(c.now), is_new = true FROM import_context c WHERE outcome IS NULL AND class_id IS NULL;

WITH fresh AS (
  INSERT INTO teaching_classes (trust_id, id, school_id, name, code, kind, academic_year, version, recorded_at, updated_at)
  SELECT c.trust_id, k.class_id, k.school_id, k.title, k.class_code, CASE k.class_type WHEN 'homeroom' THEN 'registration' ELSE 'teaching' END, k.academic_year, 1, c.now, c.now
  FROM in_classes k, import_context c WHERE k.is_new
  RETURNING id, to_jsonb(teaching_classes) AS after
)
INSERT INTO touched (kind, record_id, op, after) SELECT 'teaching_class', id, 'added', after FROM fresh;

WITH changed AS (
  UPDATE teaching_classes t SET name = k.title, code = coalesce(k.class_code, t.code), academic_year = coalesce(k.academic_year, t.academic_year),
    kind = CASE k.class_type WHEN 'homeroom' THEN 'registration' WHEN 'scheduled' THEN 'teaching' ELSE t.kind END
  FROM in_classes k, teaching_classes old
  WHERE t.id = k.class_id AND NOT k.is_new AND k.outcome IS NULL AND k.status IS DISTINCT FROM 'tobedeleted' AND old.trust_id = t.trust_id AND old.id = t.id
    AND (t.name, t.code, t.academic_year, t.kind) IS DISTINCT FROM (k.title, coalesce(k.class_code, t.code), coalesce(k.academic_year, t.academic_year),
      CASE k.class_type WHEN 'homeroom' THEN 'registration' WHEN 'scheduled' THEN 'teaching' ELSE t.kind END)
  RETURNING t.id, to_jsonb(old) AS before, to_jsonb(t) AS after
)
INSERT INTO touched (kind, record_id, op, before, after) SELECT 'teaching_class', id, 'changed', before, after FROM changed;

WITH linked AS (
  INSERT INTO external_ids (trust_id, id, kind, record_id, system, value, recorded_at)
  SELECT c.trust_id, app_uuidv7(c.now), 'teaching_class', k.class_id, 'oneroster', k.sourced_id, c.now FROM in_classes k, import_context c WHERE k.is_new
  RETURNING record_id, to_jsonb(external_ids) AS after
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'teaching_class', record_id, 'external_ids', 'added', after FROM linked;

-- A deleted class ends for everybody in it.
WITH ended AS (
  UPDATE class_members m SET ends_on = greatest(c.today, m.starts_on)
  FROM in_classes k, class_members old, import_context c
  WHERE k.status = 'tobedeleted' AND k.outcome IS NULL AND m.class_id = k.class_id AND (m.ends_on IS NULL OR m.ends_on > c.today)
    AND old.trust_id = m.trust_id AND old.class_id = m.class_id AND old.pupil_id = m.pupil_id AND old.starts_on = m.starts_on
  RETURNING m.class_id, to_jsonb(old) AS before, to_jsonb(m) AS after
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'teaching_class', class_id, 'class_members', 'changed', before, after FROM ended;
WITH ended AS (
  UPDATE class_teachers m SET ends_on = greatest(c.today, m.starts_on)
  FROM in_classes k, class_teachers old, import_context c
  WHERE k.status = 'tobedeleted' AND k.outcome IS NULL AND m.class_id = k.class_id AND (m.ends_on IS NULL OR m.ends_on > c.today)
    AND old.trust_id = m.trust_id AND old.class_id = m.class_id AND old.staff_id = m.staff_id AND old.starts_on = m.starts_on
  RETURNING m.class_id, to_jsonb(old) AS before, to_jsonb(m) AS after
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'teaching_class', class_id, 'class_teachers', 'changed', before, after FROM ended;

UPDATE in_classes k SET outcome = CASE WHEN is_new THEN 'created' WHEN EXISTS (SELECT FROM touched t WHERE t.record_id = k.class_id) THEN 'updated' ELSE 'unchanged' END
WHERE outcome IS NULL;
