-- Pupils and their enrolments. A blank field of the roster never erases what we know.

INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'demographics.csv', d.line, 'birthDate', 'born-in-future', 'The day of birth lies ahead.' FROM in_demographics d, import_context c WHERE d.birth_date > c.today;
INSERT INTO import_errors (file, line, "column", code, message)
SELECT 'demographics.csv', d.line, 'sourcedId', 'unknown-reference', 'The user is unknown.'
FROM in_demographics d
WHERE NOT EXISTS (SELECT FROM import_people p WHERE p.user_id = d.sourced_id)
  AND NOT EXISTS (SELECT FROM external_ids x WHERE x.kind IN ('pupil', 'staff', 'contact') AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = d.sourced_id);
DELETE FROM in_demographics d USING import_errors e WHERE e.file = 'demographics.csv' AND e.line = d.line;

-- What each pupil's record shall say; names may come from the record when only demographics came.
CREATE TEMP TABLE import_pupils ON COMMIT DROP AS
SELECT p.record_id, p.is_new, p.user_id, u.given_name, u.family_name, u.middle_name AS middle_names, u.preferred_given_name, u.preferred_family_name,
  d.birth_date AS date_of_birth, u.upn, u.year_group, u.sort_name, u.search_text
FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id LEFT JOIN in_demographics d ON d.sourced_id = p.user_id
WHERE p.kind = 'pupil' AND NOT p.is_over
UNION ALL
SELECT x.record_id, false, d.sourced_id, NULL, NULL, NULL, NULL, NULL, d.birth_date, NULL, NULL, NULL, NULL
FROM in_demographics d
JOIN external_ids x ON x.kind = 'pupil' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = d.sourced_id, import_context c
WHERE NOT EXISTS (SELECT FROM in_users u WHERE u.sourced_id = d.sourced_id)
  AND (c.whole_trust OR EXISTS (SELECT FROM pupil_enrolments e JOIN import_reach r USING (school_id) WHERE e.pupil_id = x.record_id));
CREATE INDEX ON import_pupils (record_id);
ANALYZE import_pupils;

UPDATE import_pupils i SET
  given_name = coalesce(i.given_name, p.given_name), family_name = coalesce(i.family_name, p.family_name),
  middle_names = coalesce(i.middle_names, p.middle_names), preferred_given_name = coalesce(i.preferred_given_name, p.preferred_given_name),
  preferred_family_name = coalesce(i.preferred_family_name, p.preferred_family_name), date_of_birth = coalesce(i.date_of_birth, p.date_of_birth),
  upn = coalesce(i.upn, p.upn), sort_name = coalesce(i.sort_name, p.sort_name),
  -- Null means: to be folded anew, since the words come from both.
  search_text = CASE
    WHEN (i.given_name, i.family_name, i.middle_names, i.preferred_given_name, i.preferred_family_name)
      IS NOT DISTINCT FROM (p.given_name, p.family_name, p.middle_names, p.preferred_given_name, p.preferred_family_name) THEN p.search_text
    WHEN coalesce(i.given_name, p.given_name) = p.given_name AND coalesce(i.family_name, p.family_name) = p.family_name
      AND coalesce(i.middle_names, p.middle_names) IS NOT DISTINCT FROM p.middle_names
      AND coalesce(i.preferred_given_name, p.preferred_given_name) IS NOT DISTINCT FROM p.preferred_given_name
      AND coalesce(i.preferred_family_name, p.preferred_family_name) IS NOT DISTINCT FROM p.preferred_family_name THEN p.search_text
  END
FROM pupils p WHERE p.id = i.record_id AND NOT i.is_new;

-- The year group by age needs no help; a grade counts only while the age is unknown.
ALTER TABLE import_pupils ADD reception_year integer;
UPDATE import_pupils i SET reception_year = CASE WHEN i.date_of_birth IS NULL AND i.year_group IS NOT NULL
  THEN c.year - CASE i.year_group WHEN 'N1' THEN -2 WHEN 'N2' THEN -1 WHEN 'R' THEN 0 ELSE i.year_group::integer END
  ELSE (SELECT p.reception_year FROM pupils p WHERE p.id = i.record_id) END
FROM import_context c;
