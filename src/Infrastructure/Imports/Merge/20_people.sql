-- Who each user is and where: pupil, member of staff or contact, matched to the record that we have.

ALTER TABLE in_users ADD outcome text;

-- 1.1 says it in the user's row, 1.2 in rows of their own.
CREATE TEMP TABLE import_places (
  file text NOT NULL, line integer NOT NULL, user_id text NOT NULL, org_id text NOT NULL, role text NOT NULL, kind text,
  is_primary boolean NOT NULL, begins date, ends date, is_over boolean NOT NULL, position integer NOT NULL, school_id uuid, in_reach boolean
) ON COMMIT DROP;
CREATE INDEX ON import_places (user_id);
INSERT INTO import_places
SELECT 'users.csv', u.line, u.sourced_id, o.id, u.role, NULL,
  CASE WHEN u.primary_org_sourced_id = ANY (u.org_sourced_ids) THEN o.id = u.primary_org_sourced_id ELSE o.position = 1 END,
  NULL, NULL, coalesce(u.status = 'tobedeleted', false), o.position
FROM in_users u CROSS JOIN LATERAL unnest(u.org_sourced_ids) WITH ORDINALITY AS o (id, position)
WHERE u.role IS NOT NULL;
INSERT INTO import_places
SELECT 'roles.csv', r.line, r.user_sourced_id, r.org_sourced_id, r.role, NULL, lower(r.role_type) = 'primary', r.begin_date, r.end_date,
  coalesce(r.status = 'tobedeleted', false), r.line
FROM in_roles r;

ANALYZE import_places;

UPDATE import_places p SET kind = CASE
  WHEN role = 'student' THEN 'pupil' WHEN role IN ('parent', 'guardian', 'relative') THEN 'contact' WHEN role LIKE 'ext:%' THEN NULL ELSE 'staff' END;
UPDATE import_places p SET school_id = s.school_id, in_reach = s.in_reach FROM import_schools s WHERE s.sourced_id = p.org_id;

-- An organisation that cannot be taken loses the row of a role, and of a user no more than that place.
INSERT INTO import_errors (file, line, "column", code, message, severity)
SELECT p.file, p.line, CASE p.file WHEN 'users.csv' THEN 'orgSourcedIds' ELSE 'orgSourcedId' END,
  CASE WHEN p.school_id IS NULL THEN 'unknown-reference' ELSE 'out-of-reach' END,
  CASE WHEN p.school_id IS NULL THEN 'The organisation is unknown.' ELSE 'The organisation is beyond the reach of the client.' END,
  CASE WHEN p.file = 'roles.csv' OR NOT EXISTS (
    SELECT FROM import_places q WHERE q.user_id = p.user_id AND q.file = p.file AND q.in_reach) THEN 'error' ELSE 'warning' END
FROM import_places p WHERE p.in_reach IS NOT TRUE;
INSERT INTO import_errors (file, line, "column", code, message)
SELECT file, line, 'endDate', 'ends-before-start', 'It ends before it begins.' FROM import_places WHERE ends < begins;
INSERT INTO import_errors (file, line, "column", code, message)
SELECT p.file, p.line, 'userSourcedId', 'unknown-reference', 'The user is unknown.'
FROM import_places p
WHERE p.file = 'roles.csv' AND NOT EXISTS (SELECT FROM in_users u WHERE u.sourced_id = p.user_id)
  AND NOT EXISTS (SELECT FROM external_ids x WHERE x.kind IN ('pupil', 'staff', 'contact') AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = p.user_id);
INSERT INTO import_errors (file, line, "column", code, message, severity)
SELECT file, line, 'role', 'role-unknown', 'The role is an extension that we do not know; the place was not taken.', 'warning'
FROM import_places WHERE kind IS NULL;

-- Whoever has a place here is known by it; a user whose places are all lost is lost with them.
CREATE TEMP TABLE import_people (
  kind text NOT NULL, user_id text NOT NULL, line integer NOT NULL, is_over boolean NOT NULL, record_id uuid, is_new boolean NOT NULL DEFAULT false, is_linked boolean NOT NULL DEFAULT true
) ON COMMIT DROP;
CREATE INDEX ON import_people (user_id);
CREATE INDEX ON import_people (record_id);
INSERT INTO import_people (kind, user_id, line, is_over)
SELECT DISTINCT p.kind, u.sourced_id, u.line, coalesce(u.status = 'tobedeleted', false)
FROM in_users u JOIN import_places p ON p.user_id = u.sourced_id
WHERE p.kind IS NOT NULL AND p.in_reach AND NOT EXISTS (
  SELECT FROM import_errors e WHERE e.file = p.file AND e.line = p.line AND e.severity = 'error');
-- A contact may come without an organisation; and one who is known may come without a role.
INSERT INTO import_people (kind, user_id, line, is_over)
SELECT 'contact', u.sourced_id, u.line, coalesce(u.status = 'tobedeleted', false)
FROM in_users u WHERE u.role IN ('parent', 'guardian', 'relative') AND NOT EXISTS (SELECT FROM import_places p WHERE p.user_id = u.sourced_id);
INSERT INTO import_people (kind, user_id, line, is_over)
SELECT x.kind, u.sourced_id, u.line, coalesce(u.status = 'tobedeleted', false)
FROM in_users u JOIN external_ids x ON x.kind IN ('pupil', 'staff', 'contact') AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = u.sourced_id
WHERE NOT EXISTS (SELECT FROM import_places p WHERE p.user_id = u.sourced_id) AND NOT EXISTS (SELECT FROM import_people q WHERE q.user_id = u.sourced_id);
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'users.csv', u.line, CASE WHEN u.role IS NULL THEN 'role' ELSE 'orgSourcedIds' END,
  CASE WHEN EXISTS (SELECT FROM import_places p WHERE p.user_id = u.sourced_id) THEN 'place-refused' ELSE 'required' END,
  CASE WHEN EXISTS (SELECT FROM import_places p WHERE p.user_id = u.sourced_id) THEN 'None of the user''s roles could be taken.' ELSE 'The user has no role at any organisation.' END
FROM in_users u
WHERE NOT EXISTS (SELECT FROM import_people q WHERE q.user_id = u.sourced_id)
  AND NOT EXISTS (SELECT FROM import_errors e WHERE e.file = 'users.csv' AND e.line = u.line AND e.severity = 'error')
  AND NOT (coalesce(u.status = 'tobedeleted', false))
  AND NOT EXISTS (SELECT FROM import_places p WHERE p.user_id = u.sourced_id AND p.kind IS NULL);
ANALYZE import_people;

UPDATE import_people p SET record_id = x.record_id
FROM external_ids x WHERE x.kind = p.kind AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = p.user_id;

-- A pupil whom somebody entered before the roster knew of them is the one with the same UPN.
UPDATE import_people p SET record_id = r.id, is_linked = false
FROM in_users u, pupils r
WHERE p.kind = 'pupil' AND p.record_id IS NULL AND u.sourced_id = p.user_id AND r.upn = u.upn
  AND NOT EXISTS (SELECT FROM external_ids x WHERE x.kind = 'pupil' AND x.system = 'oneroster' AND x.record_id = r.id)
  AND NOT EXISTS (SELECT FROM in_users first WHERE first.upn = u.upn AND first.line < u.line);
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'users.csv', p.line, 'identifier', 'upn-taken', 'Another pupil has this UPN.'
FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id
WHERE p.kind = 'pupil' AND NOT p.is_over AND u.upn IS NOT NULL AND (
  EXISTS (SELECT FROM in_users o JOIN import_people q ON q.user_id = o.sourced_id AND q.kind = 'pupil' WHERE o.upn = u.upn AND o.line < u.line)
  OR EXISTS (SELECT FROM pupils r WHERE r.upn = u.upn AND r.id IS DISTINCT FROM p.record_id));
INSERT INTO import_errors (file, line, "column", code, message, severity)
SELECT 'users.csv', p.line, 'identifier', 'upn-invalid', 'The UPN is not one; the pupil was taken without it.', 'warning'
FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id WHERE p.kind = 'pupil' AND u.has_bad_upn AND NOT p.is_over;

-- A client bound to schools touches nobody who is at other schools only.
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'users.csv', p.line, 'sourcedId', 'out-of-reach', 'The person is at schools beyond the reach of the client.'
FROM import_people p, import_context c
WHERE NOT c.whole_trust AND p.record_id IS NOT NULL AND CASE p.kind
  WHEN 'pupil' THEN NOT EXISTS (SELECT FROM pupil_enrolments e JOIN import_reach r USING (school_id) WHERE e.pupil_id = p.record_id)
    AND EXISTS (SELECT FROM pupil_enrolments e WHERE e.pupil_id = p.record_id AND (e.left_on IS NULL OR e.left_on >= c.today))
  WHEN 'staff' THEN NOT EXISTS (SELECT FROM staff_assignments a JOIN import_reach r USING (school_id) WHERE a.staff_id = p.record_id)
    AND EXISTS (SELECT FROM staff_assignments a WHERE a.staff_id = p.record_id AND (a.ends_on IS NULL OR a.ends_on >= c.today))
  ELSE NOT EXISTS (SELECT FROM contact_links l JOIN pupil_enrolments e ON e.trust_id = l.trust_id AND e.pupil_id = l.pupil_id JOIN import_reach r USING (school_id) WHERE l.contact_id = p.record_id)
    AND EXISTS (SELECT FROM contact_links l WHERE l.contact_id = p.record_id)
  END;

DELETE FROM import_people p USING import_errors e WHERE e.file = 'users.csv' AND e.line = p.line AND e.severity = 'error';
UPDATE in_users u SET outcome = 'failed' FROM import_errors e WHERE e.file = 'users.csv' AND e.line = u.line AND e.severity = 'error';
-- Refused places, and an ended place beside a current one of the same person there, say nothing.
DELETE FROM import_places p WHERE p.in_reach IS NOT TRUE OR p.kind IS NULL
  OR EXISTS (SELECT FROM import_errors e WHERE e.file = p.file AND e.line = p.line AND e.severity = 'error');
DELETE FROM import_places p USING import_places q
WHERE p.is_over AND NOT q.is_over AND q.user_id = p.user_id AND q.school_id = p.school_id AND q.role = p.role;

-- Nobody is made only to be ended.
DELETE FROM import_people p USING import_context c
WHERE p.record_id IS NULL AND (p.is_over OR p.kind <> 'contact' AND NOT EXISTS (
  SELECT FROM import_places l WHERE l.user_id = p.user_id AND l.kind = p.kind AND NOT l.is_over AND (l.ends IS NULL OR l.ends >= c.today)));
UPDATE import_people SET record_id = app_uuidv7(c.now), is_new = true, is_linked = false FROM import_context c WHERE record_id IS NULL;
