-- One raised version, one audit entry and one event for each changed record, as a save through the API writes them.

CREATE TEMP TABLE import_records ON COMMIT DROP AS
SELECT kind, record_id, bool_or(part IS NULL AND op = 'added') AS is_new,
  jsonb_build_object(
    'fields', app_changes(
      (array_agg(before ORDER BY n) FILTER (WHERE part IS NULL))[1], (array_agg(after ORDER BY n DESC) FILTER (WHERE part IS NULL))[1]),
    'parts', coalesce(
      jsonb_agg(jsonb_build_object('table', part, 'op', op, 'fields', app_changes(before, after)) ORDER BY n) FILTER (WHERE part IS NOT NULL), '[]')) AS changes
FROM touched GROUP BY kind, record_id;
CREATE INDEX ON import_records (record_id);
ANALYZE import_records;

UPDATE schools r SET version = version + 1, updated_at = c.now FROM import_records i, import_context c WHERE i.kind = 'school' AND i.record_id = r.id AND NOT i.is_new;
UPDATE pupils r SET version = version + 1, updated_at = c.now FROM import_records i, import_context c WHERE i.kind = 'pupil' AND i.record_id = r.id AND NOT i.is_new;
UPDATE staff_members r SET version = version + 1, updated_at = c.now FROM import_records i, import_context c WHERE i.kind = 'staff_member' AND i.record_id = r.id AND NOT i.is_new;
UPDATE contacts r SET version = version + 1, updated_at = c.now FROM import_records i, import_context c WHERE i.kind = 'contact' AND i.record_id = r.id AND NOT i.is_new;
UPDATE teaching_classes r SET version = version + 1, updated_at = c.now FROM import_records i, import_context c WHERE i.kind = 'teaching_class' AND i.record_id = r.id AND NOT i.is_new;

CREATE TEMP TABLE import_versions ON COMMIT DROP AS
SELECT i.kind, i.record_id, i.changes, r.version, r.school_id FROM import_records i JOIN (
  SELECT 'school' AS kind, id, version, id AS school_id FROM schools
  UNION ALL SELECT 'pupil', id, version, school_id FROM pupils
  UNION ALL SELECT 'teaching_class', id, version, school_id FROM teaching_classes
  UNION ALL SELECT 'staff_member', id, version, NULL FROM staff_members
  UNION ALL SELECT 'contact', id, version, NULL FROM contacts
  UNION ALL SELECT 'role_grant', id, version, NULL FROM role_grants) r ON r.kind = i.kind AND r.id = i.record_id;

INSERT INTO audit_entries (trust_id, id, recorded_at, client_id, subject, staff_id, action, record_kind, record_id, record_version, school_id, request_id, changes)
SELECT c.trust_id, app_uuidv7(c.now), c.now, c.client_id, c.subject, c.staff_id, 'roster.import', v.kind, v.record_id, v.version, v.school_id, c.request_id, v.changes::text
FROM import_versions v, import_context c;
INSERT INTO events (trust_id, id, recorded_at, type, op, record_id, version, school_id)
SELECT c.trust_id, app_uuidv7(c.now), c.now, v.kind, 'upsert', v.record_id, v.version, v.school_id FROM import_versions v, import_context c;

UPDATE in_users u SET outcome = CASE
  WHEN EXISTS (SELECT FROM import_people p WHERE p.user_id = u.sourced_id AND p.is_new) THEN 'created'
  WHEN EXISTS (SELECT FROM import_people p JOIN import_records r ON r.record_id = p.record_id WHERE p.user_id = u.sourced_id) THEN 'updated'
  WHEN EXISTS (SELECT FROM import_people p WHERE p.user_id = u.sourced_id) OR u.status = 'tobedeleted' THEN 'unchanged'
  ELSE 'skipped' END
WHERE outcome IS NULL;
