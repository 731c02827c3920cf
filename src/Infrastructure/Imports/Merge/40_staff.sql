-- Staff and their assignments.

WITH fresh AS (
  INSERT INTO staff_members (trust_id, id, given_name, family_name, preferred_given_name, preferred_family_name, email, sort_name, version, recorded_at, updated_at)
  SELECT c.trust_id, p.record_id, u.given_name, u.family_name, u.preferred_given_name, u.preferred_family_name, u.email, u.sort_name, 1, c.now, c.now
  FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id, import_context c
  WHERE p.kind = 'staff' AND p.is_new
  RETURNING id, to_jsonb(staff_members) AS after
)
INSERT INTO touched (kind, record_id, op, after) SELECT 'staff_member', id, 'added', after FROM fresh;

WITH changed AS (
  UPDATE staff_members s SET given_name = u.given_name, family_name = u.family_name, sort_name = u.sort_name,
    preferred_given_name = coalesce(u.preferred_given_name, s.preferred_given_name),
    preferred_family_name = coalesce(u.preferred_family_name, s.preferred_family_name), email = coalesce(u.email, s.email)
  FROM import_people p, in_users u, staff_members old
  WHERE p.kind = 'staff' AND NOT p.is_new AND NOT p.is_over AND u.sourced_id = p.user_id AND s.id = p.record_id AND old.trust_id = s.trust_id AND old.id = s.id
    AND (s.given_name, s.family_name, s.preferred_given_name, s.preferred_family_name, s.email) IS DISTINCT FROM
      (u.given_name, u.family_name, coalesce(u.preferred_given_name, s.preferred_given_name),
       coalesce(u.preferred_family_name, s.preferred_family_name), coalesce(u.email, s.email))
  RETURNING s.id, to_jsonb(old) AS before, to_jsonb(s) AS after
)
INSERT INTO touched (kind, record_id, op, before, after) SELECT 'staff_member', id, 'changed', before, after FROM changed;

WITH linked AS (
  INSERT INTO external_ids (trust_id, id, kind, record_id, system, value, recorded_at)
  SELECT c.trust_id, app_uuidv7(c.now), 'staff', p.record_id, 'oneroster', p.user_id, c.now
  FROM import_people p, import_context c WHERE p.kind = 'staff' AND NOT p.is_linked
  RETURNING record_id, to_jsonb(external_ids) AS after
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'staff_member', record_id, 'external_ids', 'added', after FROM linked;

CREATE TEMP TABLE import_posts ON COMMIT DROP AS
SELECT DISTINCT ON (p.record_id, l.school_id, jobs.name) p.record_id AS staff_id, l.school_id, jobs.name AS job_role,
  p.is_over OR l.is_over OR coalesce(l.ends < c.today, false) AS is_over,
  CASE WHEN p.is_over OR l.is_over THEN c.today ELSE l.ends END AS ends,
  coalesce(l.begins, CASE WHEN s.has_staff THEN c.today ELSE c.year_start END) AS begins,
  NULL::uuid AS assignment_id
FROM import_people p
JOIN import_places l ON l.user_id = p.user_id AND l.kind = 'staff'
JOIN import_schools s ON s.sourced_id = l.org_id, import_context c, LATERAL (
  SELECT CASE l.role
    WHEN 'teacher' THEN 'Teacher' WHEN 'aide' THEN 'Teaching assistant' WHEN 'counselor' THEN 'Counsellor'
    WHEN 'principal' THEN 'Headteacher' WHEN 'proctor' THEN 'Invigilator' ELSE 'Administrator' END AS name) jobs
WHERE p.kind = 'staff'
ORDER BY p.record_id, l.school_id, jobs.name, l.is_over, l.position;
INSERT INTO import_posts (staff_id, school_id, job_role, is_over, ends, begins)
SELECT DISTINCT p.record_id, a.school_id, a.job_role, true, c.today, c.today
FROM import_people p JOIN staff_assignments a ON a.staff_id = p.record_id, import_context c
WHERE p.kind = 'staff' AND p.is_over AND (c.whole_trust OR a.school_id IN (SELECT school_id FROM import_reach))
  AND NOT EXISTS (SELECT FROM import_posts q WHERE q.staff_id = p.record_id AND q.school_id = a.school_id AND q.job_role = a.job_role);
CREATE INDEX ON import_posts (staff_id);
ANALYZE import_posts;

UPDATE import_posts q SET assignment_id = a.id
FROM staff_assignments a, import_context c
WHERE a.staff_id = q.staff_id AND a.school_id = q.school_id AND a.job_role = q.job_role AND (a.ends_on IS NULL OR a.ends_on > c.today);

WITH ended AS (
  UPDATE staff_assignments a SET ends_on = greatest(q.ends, a.starts_on)
  FROM import_posts q, staff_assignments old
  WHERE a.id = q.assignment_id AND old.trust_id = a.trust_id AND old.id = a.id AND q.ends IS NOT NULL
    AND a.ends_on IS DISTINCT FROM greatest(q.ends, a.starts_on)
  RETURNING a.staff_id, to_jsonb(old) AS before, to_jsonb(a) AS after
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'staff_member', staff_id, 'staff_assignments', 'changed', before, after FROM ended;

WITH fresh AS (
  INSERT INTO staff_assignments (trust_id, id, staff_id, school_id, job_role, starts_on, ends_on)
  SELECT c.trust_id, app_uuidv7(c.now), q.staff_id, q.school_id, q.job_role, least(span.begins, q.ends), q.ends
  FROM import_posts q, import_context c, LATERAL (
    SELECT greatest(q.begins, (SELECT max(a.ends_on) FROM staff_assignments a
      WHERE a.staff_id = q.staff_id AND a.school_id = q.school_id AND a.job_role = q.job_role)) AS begins) span
  WHERE NOT q.is_over AND q.assignment_id IS NULL
  RETURNING staff_id, to_jsonb(staff_assignments) AS after
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'staff_member', staff_id, 'staff_assignments', 'added', after FROM fresh;
