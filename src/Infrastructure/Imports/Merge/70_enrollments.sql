-- Who is in which class and who teaches it. OneRoster's enrollment is a time in a class, not on a school's roll.

ALTER TABLE in_enrollments ADD class_id uuid, ADD person_id uuid, ADD kind text, ADD starts date, ADD held_since date, ADD outcome text;
UPDATE in_enrollments e SET kind = CASE e.role WHEN 'student' THEN 'pupil' WHEN 'teacher' THEN 'staff' WHEN 'aide' THEN 'staff' END;
UPDATE in_enrollments e SET class_id = x.record_id, starts = coalesce(e.begin_date, CASE
    WHEN NOT coalesce(k.is_new, false) THEN c.today WHEN t.academic_year IS NULL THEN c.year_start ELSE make_date(t.academic_year, 9, 1) END)
FROM external_ids x JOIN teaching_classes t ON t.trust_id = x.trust_id AND t.id = x.record_id LEFT JOIN in_classes k ON k.class_id = x.record_id, import_context c
WHERE x.kind = 'teaching_class' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = e.class_sourced_id
  AND (c.whole_trust OR t.school_id IN (SELECT school_id FROM import_reach));
UPDATE in_enrollments e SET person_id = x.record_id
FROM external_ids x, import_context c
WHERE x.kind = e.kind AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = e.user_sourced_id AND (c.whole_trust OR CASE x.kind
  WHEN 'pupil' THEN EXISTS (SELECT FROM pupil_enrolments p JOIN import_reach r USING (school_id) WHERE p.pupil_id = x.record_id)
  ELSE EXISTS (SELECT FROM staff_assignments a JOIN import_reach r USING (school_id) WHERE a.staff_id = x.record_id) END);
UPDATE in_enrollments SET starts = least(starts, end_date);

INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'enrollments.csv', e.line, 'classSourcedId', CASE WHEN x.id IS NULL THEN 'unknown-reference' ELSE 'out-of-reach' END,
  CASE WHEN x.id IS NULL THEN 'The class is unknown.' ELSE 'The class is beyond the reach of the client.' END
FROM in_enrollments e LEFT JOIN external_ids x ON x.kind = 'teaching_class' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = e.class_sourced_id
WHERE e.class_id IS NULL;
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'enrollments.csv', e.line, 'userSourcedId', CASE WHEN x.id IS NULL THEN 'unknown-reference' ELSE 'out-of-reach' END,
  CASE WHEN x.id IS NULL THEN 'The user is unknown.' ELSE 'The user is beyond the reach of the client.' END
FROM in_enrollments e LEFT JOIN external_ids x ON x.kind = e.kind AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = e.user_sourced_id
WHERE e.person_id IS NULL AND e.kind IS NOT NULL AND (x.id IS NOT NULL OR NOT EXISTS (
  SELECT FROM external_ids o WHERE o.kind IN ('pupil', 'staff', 'contact') AND o.system = 'oneroster' AND o.school_id IS NULL AND o.value = e.user_sourced_id));
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'enrollments.csv', line, 'endDate', 'ends-before-start', 'It ends before it begins.' FROM in_enrollments WHERE end_date < begin_date;
UPDATE in_enrollments e SET outcome = 'failed' FROM import_errors x WHERE x.file = 'enrollments.csv' AND x.line = e.line;

-- Some exports enrol an adult as a student, or a pupil as a helper: valid, and nothing that we keep.
INSERT INTO import_errors (file, line, "column", code, message, severity)
SELECT 'enrollments.csv', line, 'role', 'role-mismatch', 'The user is not a person of that role; the place in the class was not taken.', 'warning'
FROM in_enrollments WHERE outcome IS NULL AND person_id IS NULL AND kind IS NOT NULL;
UPDATE in_enrollments SET outcome = 'skipped' WHERE outcome IS NULL AND (person_id IS NULL OR kind IS NULL);
-- An ended row beside a current one of the same person in the same class says nothing.
UPDATE in_enrollments e SET outcome = 'unchanged'
FROM in_enrollments current
WHERE e.outcome IS NULL AND e.status = 'tobedeleted' AND current.outcome IS NULL AND current.status IS DISTINCT FROM 'tobedeleted'
  AND current.class_id = e.class_id AND current.person_id = e.person_id;

CREATE INDEX ON in_enrollments (class_id, person_id);
ANALYZE in_enrollments;
UPDATE in_enrollments e SET held_since = held.starts_on
FROM (SELECT o.*, c.today FROM in_enrollments o, import_context c) own CROSS JOIN LATERAL (
  SELECT m.starts_on FROM (
    SELECT m.starts_on, m.ends_on FROM class_members m WHERE own.kind = 'pupil' AND m.class_id = own.class_id AND m.pupil_id = own.person_id
    UNION ALL
    SELECT t.starts_on, t.ends_on FROM class_teachers t WHERE own.kind = 'staff' AND t.class_id = own.class_id AND t.staff_id = own.person_id) m
  WHERE m.starts_on = own.begin_date OR m.ends_on IS NULL OR m.ends_on > own.today OR m.ends_on = own.end_date
    OR own.status = 'tobedeleted' AND m.ends_on = own.today
  ORDER BY m.starts_on = own.begin_date DESC NULLS LAST, m.ends_on DESC NULLS FIRST LIMIT 1) held
WHERE own.line = e.line AND e.outcome IS NULL;

WITH changed AS (
  UPDATE class_members m SET ends_on = greatest(CASE WHEN e.status = 'tobedeleted' THEN c.today ELSE e.end_date END, m.starts_on)
  FROM in_enrollments e, class_members old, import_context c
  WHERE e.kind = 'pupil' AND e.outcome IS NULL AND m.class_id = e.class_id AND m.pupil_id = e.person_id AND m.starts_on = e.held_since
    AND old.trust_id = m.trust_id AND old.class_id = m.class_id AND old.pupil_id = m.pupil_id AND old.starts_on = m.starts_on
    AND CASE WHEN e.status = 'tobedeleted' THEN m.ends_on IS NULL OR m.ends_on > greatest(c.today, m.starts_on)
      ELSE e.end_date IS NOT NULL AND m.ends_on IS DISTINCT FROM greatest(e.end_date, m.starts_on) END
  RETURNING e.line, m.class_id, to_jsonb(old) AS before, to_jsonb(m) AS after
), marked AS (
  UPDATE in_enrollments e SET outcome = 'updated' FROM changed WHERE e.line = changed.line
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'teaching_class', class_id, 'class_members', 'changed', before, after FROM changed;

WITH fresh AS (
  INSERT INTO class_members (trust_id, class_id, pupil_id, starts_on, ends_on)
  SELECT DISTINCT ON (e.class_id, e.person_id, e.starts) c.trust_id, e.class_id, e.person_id, e.starts, e.end_date
  FROM in_enrollments e, import_context c
  WHERE e.kind = 'pupil' AND e.outcome IS NULL AND e.held_since IS NULL AND e.status IS DISTINCT FROM 'tobedeleted'
  ORDER BY e.class_id, e.person_id, e.starts, e.line
  ON CONFLICT DO NOTHING
  RETURNING class_id, pupil_id, starts_on, to_jsonb(class_members) AS after
), marked AS (
  UPDATE in_enrollments e SET outcome = 'created' FROM fresh
  WHERE e.kind = 'pupil' AND e.outcome IS NULL AND e.class_id = fresh.class_id AND e.person_id = fresh.pupil_id AND e.starts = fresh.starts_on
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'teaching_class', class_id, 'class_members', 'added', after FROM fresh;

WITH changed AS (
  UPDATE class_teachers m SET ends_on = greatest(CASE WHEN e.status = 'tobedeleted' THEN c.today ELSE e.end_date END, m.starts_on)
  FROM in_enrollments e, class_teachers old, import_context c
  WHERE e.kind = 'staff' AND e.outcome IS NULL AND m.class_id = e.class_id AND m.staff_id = e.person_id AND m.starts_on = e.held_since
    AND old.trust_id = m.trust_id AND old.class_id = m.class_id AND old.staff_id = m.staff_id AND old.starts_on = m.starts_on
    AND CASE WHEN e.status = 'tobedeleted' THEN m.ends_on IS NULL OR m.ends_on > greatest(c.today, m.starts_on)
      ELSE e.end_date IS NOT NULL AND m.ends_on IS DISTINCT FROM greatest(e.end_date, m.starts_on) END
  RETURNING e.line, m.class_id, to_jsonb(old) AS before, to_jsonb(m) AS after
), marked AS (
  UPDATE in_enrollments e SET outcome = 'updated' FROM changed WHERE e.line = changed.line
)
INSERT INTO touched (kind, record_id, part, op, before, after) SELECT 'teaching_class', class_id, 'class_teachers', 'changed', before, after FROM changed;

WITH fresh AS (
  INSERT INTO class_teachers (trust_id, class_id, staff_id, starts_on, ends_on)
  SELECT DISTINCT ON (e.class_id, e.person_id, e.starts) c.trust_id, e.class_id, e.person_id, e.starts, e.end_date
  FROM in_enrollments e, import_context c
  WHERE e.kind = 'staff' AND e.outcome IS NULL AND e.held_since IS NULL AND e.status IS DISTINCT FROM 'tobedeleted'
  ORDER BY e.class_id, e.person_id, e.starts, e.line
  ON CONFLICT DO NOTHING
  RETURNING class_id, staff_id, starts_on, to_jsonb(class_teachers) AS after
), marked AS (
  UPDATE in_enrollments e SET outcome = 'created' FROM fresh
  WHERE e.kind = 'staff' AND e.outcome IS NULL AND e.class_id = fresh.class_id AND e.person_id = fresh.staff_id AND e.starts = fresh.starts_on
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'teaching_class', class_id, 'class_teachers', 'added', after FROM fresh;

UPDATE in_enrollments SET outcome = 'unchanged' WHERE outcome IS NULL;
