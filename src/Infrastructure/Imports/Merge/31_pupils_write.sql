WITH fresh AS (
  INSERT INTO pupils (trust_id, id, school_id, given_name, family_name, middle_names, preferred_given_name, preferred_family_name, date_of_birth,
    upn, reception_year, sort_name, search_text, version, recorded_at, updated_at)
  SELECT c.trust_id, i.record_id, place.school_id, i.given_name, i.family_name, i.middle_names, i.preferred_given_name, i.preferred_family_name,
    i.date_of_birth, i.upn, i.reception_year, i.sort_name, i.search_text, 1, c.now, c.now
  FROM import_context c, import_pupils i
  JOIN LATERAL (
    SELECT p.school_id FROM import_places p WHERE p.user_id = i.user_id AND p.kind = 'pupil' ORDER BY p.is_over, p.is_primary DESC, p.position LIMIT 1) place ON true
  WHERE i.is_new
  RETURNING id, to_jsonb(pupils) AS after
)
INSERT INTO touched (kind, record_id, op, after) SELECT 'pupil', id, 'added', after FROM fresh;

WITH changed AS (
  UPDATE pupils p SET (given_name, family_name, middle_names, preferred_given_name, preferred_family_name, date_of_birth, upn, reception_year, sort_name, search_text)
    = (i.given_name, i.family_name, i.middle_names, i.preferred_given_name, i.preferred_family_name, i.date_of_birth, i.upn, i.reception_year, i.sort_name, i.search_text)
  FROM import_pupils i, pupils old
  WHERE p.id = i.record_id AND NOT i.is_new AND old.trust_id = p.trust_id AND old.id = p.id
    AND (p.given_name, p.family_name, p.middle_names, p.preferred_given_name, p.preferred_family_name, p.date_of_birth, p.upn, p.reception_year)
      IS DISTINCT FROM
      (i.given_name, i.family_name, i.middle_names, i.preferred_given_name, i.preferred_family_name, i.date_of_birth, i.upn, i.reception_year)
  RETURNING p.id, to_jsonb(old) AS before, to_jsonb(p) AS after
)
INSERT INTO touched (kind, record_id, op, before, after) SELECT 'pupil', id, 'changed', before, after FROM changed;

WITH linked AS (
  INSERT INTO external_ids (trust_id, id, kind, record_id, system, value, recorded_at)
  SELECT c.trust_id, app_uuidv7(c.now), 'pupil', p.record_id, 'oneroster', p.user_id, c.now
  FROM import_people p, import_context c WHERE p.kind = 'pupil' AND NOT p.is_linked
  RETURNING record_id, to_jsonb(external_ids) AS after
)
INSERT INTO touched (kind, record_id, part, op, after)
SELECT 'pupil', record_id, 'external_ids', 'added', after FROM linked;

-- One place per pupil and school; the school of a pupil with several primary places is the first of them.
CREATE TEMP TABLE import_rolls ON COMMIT DROP AS
SELECT DISTINCT ON (p.record_id, l.school_id) p.record_id AS pupil_id, l.school_id, p.is_over OR l.is_over OR coalesce(l.ends < c.today, false) AS is_over,
  CASE WHEN p.is_over OR l.is_over THEN c.today ELSE l.ends END AS ends,
  coalesce(l.begins, CASE WHEN s.has_roll THEN c.today ELSE c.year_start END) AS begins,
  l.is_primary AND row_number() OVER (PARTITION BY p.record_id ORDER BY l.is_over, l.is_primary DESC, l.position) = 1 AS is_primary,
  NULL::uuid AS enrolment_id
FROM import_people p
JOIN import_places l ON l.user_id = p.user_id AND l.kind = 'pupil'
JOIN import_schools s ON s.sourced_id = l.org_id, import_context c
WHERE p.kind = 'pupil'
ORDER BY p.record_id, l.school_id, l.is_over, l.is_primary DESC, l.position;
-- A deleted pupil leaves every school that this import reaches, whichever the row names.
INSERT INTO import_rolls (pupil_id, school_id, is_over, ends, begins, is_primary)
SELECT DISTINCT p.record_id, e.school_id, true, c.today, c.today, false
FROM import_people p JOIN pupil_enrolments e ON e.pupil_id = p.record_id, import_context c
WHERE p.kind = 'pupil' AND p.is_over AND (c.whole_trust OR e.school_id IN (SELECT school_id FROM import_reach))
  AND NOT EXISTS (SELECT FROM import_rolls r WHERE r.pupil_id = p.record_id AND r.school_id = e.school_id);
CREATE INDEX ON import_rolls (pupil_id);
ANALYZE import_rolls;

UPDATE import_rolls r SET enrolment_id = e.id
FROM pupil_enrolments e, import_context c
WHERE e.pupil_id = r.pupil_id AND e.school_id = r.school_id AND (e.left_on IS NULL OR e.left_on > c.today);

WITH ended AS (
  UPDATE pupil_enrolments e SET left_on = greatest(r.ends, e.admitted_on)
  FROM import_rolls r, pupil_enrolments old
  WHERE e.id = r.enrolment_id AND old.trust_id = e.trust_id AND old.id = e.id AND r.ends IS NOT NULL
    AND e.left_on IS DISTINCT FROM greatest(r.ends, e.admitted_on)
    AND (e.left_on IS NULL OR greatest(r.ends, e.admitted_on) < e.left_on OR r.is_over)
  RETURNING e.pupil_id, to_jsonb(old) AS before, to_jsonb(e) AS after
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'pupil', pupil_id, 'pupil_enrolments', 'changed', before, after FROM ended;

-- A pupil who moves leaves the school that was the main one on the day of the move, if this import reaches it.
WITH moved AS (
  UPDATE pupil_enrolments e SET left_on = greatest(c.today, e.admitted_on)
  FROM import_rolls r, pupil_enrolments old, import_context c
  WHERE r.is_primary AND NOT r.is_over AND r.enrolment_id IS NULL AND e.pupil_id = r.pupil_id AND e.school_id <> r.school_id AND e.kind = 'main'
    AND (e.left_on IS NULL OR e.left_on > c.today) AND e.admitted_on <= c.today
    AND (c.whole_trust OR e.school_id IN (SELECT school_id FROM import_reach))
    AND old.trust_id = e.trust_id AND old.id = e.id
  RETURNING e.pupil_id, to_jsonb(old) AS before, to_jsonb(e) AS after
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'pupil', pupil_id, 'pupil_enrolments', 'changed', before, after FROM moved;

-- A new time on the roll begins after earlier ones and ends before planned ones.
WITH spans AS (
  SELECT r.pupil_id, r.school_id, r.ends, kinds.kind,
    greatest(r.begins, (
      SELECT max(e.left_on) FROM pupil_enrolments e
      WHERE e.pupil_id = r.pupil_id AND e.left_on <= c.today AND (e.school_id = r.school_id OR (e.kind, kinds.kind) = ('main', 'main')))) AS begins
  FROM import_rolls r, import_context c,
    LATERAL (SELECT CASE WHEN r.is_primary AND NOT EXISTS (
      SELECT FROM pupil_enrolments e WHERE e.pupil_id = r.pupil_id AND e.kind = 'main' AND e.admitted_on <= c.today AND (e.left_on IS NULL OR e.left_on > c.today))
      THEN 'main' ELSE 'subsidiary' END AS kind) kinds
  WHERE NOT r.is_over AND r.enrolment_id IS NULL
), fitted AS (
  SELECT s.*, least(s.ends, (
    SELECT min(e.admitted_on) FROM pupil_enrolments e
    WHERE e.pupil_id = s.pupil_id AND e.admitted_on > s.begins AND (e.school_id = s.school_id OR (e.kind, s.kind) = ('main', 'main')))) AS leaves
  FROM spans s
), fresh AS (
  INSERT INTO pupil_enrolments (trust_id, id, pupil_id, school_id, kind, admitted_on, left_on)
  SELECT c.trust_id, app_uuidv7(c.now), pupil_id, school_id, kind, begins, leaves FROM fitted, import_context c WHERE leaves IS NULL OR leaves >= begins
  RETURNING pupil_id, to_jsonb(pupil_enrolments) AS after
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'pupil', pupil_id, 'pupil_enrolments', 'added', after FROM fresh;

WITH changed AS (
  UPDATE pupils p SET school_id = latest.school_id
  FROM pupils old, LATERAL (
    SELECT e.school_id FROM pupil_enrolments e WHERE e.pupil_id = old.id ORDER BY (e.kind = 'main') DESC, e.admitted_on DESC, (e.left_on IS NULL) DESC LIMIT 1) latest
  WHERE p.trust_id = old.trust_id AND p.id = old.id AND p.school_id <> latest.school_id
    AND p.id IN (SELECT record_id FROM touched WHERE kind = 'pupil' AND part = 'pupil_enrolments')
  RETURNING p.id, to_jsonb(old) AS before, to_jsonb(p) AS after
)
INSERT INTO touched (kind, record_id, op, before, after) SELECT 'pupil', id, 'changed', before, after FROM changed;
