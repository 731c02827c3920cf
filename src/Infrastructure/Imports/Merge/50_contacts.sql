-- Contacts and their ties to pupils. A tie is made once and then left alone: what it says of responsibility and of
-- barring is the school's knowledge, not the roster's.

CREATE TEMP TABLE import_contacts ON COMMIT DROP AS
SELECT p.record_id, p.is_new, u.given_name, u.family_name, array_remove(ARRAY[u.sms, nullif(u.phone, u.sms)], NULL) AS phones, array_remove(ARRAY[u.email], NULL) AS emails
FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id WHERE p.kind = 'contact' AND NOT p.is_over;

WITH fresh AS (
  INSERT INTO contacts (trust_id, id, given_name, family_name, phones, emails, address_is_confidential, version, recorded_at, updated_at)
  SELECT c.trust_id, i.record_id, i.given_name, i.family_name, i.phones, i.emails, false, 1, c.now, c.now FROM import_contacts i, import_context c WHERE i.is_new
  RETURNING id, to_jsonb(contacts) AS after
)
INSERT INTO touched (kind, record_id, op, after) SELECT 'contact', id, 'added', after FROM fresh;

WITH changed AS (
  UPDATE contacts k SET given_name = i.given_name, family_name = i.family_name,
    phones = CASE WHEN i.phones = '{}' THEN k.phones ELSE i.phones END, emails = CASE WHEN i.emails = '{}' THEN k.emails ELSE i.emails END
  FROM import_contacts i, contacts old
  WHERE k.id = i.record_id AND NOT i.is_new AND old.trust_id = k.trust_id AND old.id = k.id
    AND ((k.given_name, k.family_name) IS DISTINCT FROM (i.given_name, i.family_name)
      OR i.phones <> '{}' AND k.phones <> i.phones OR i.emails <> '{}' AND k.emails <> i.emails)
  RETURNING k.id, to_jsonb(old) AS before, to_jsonb(k) AS after
)
INSERT INTO touched (kind, record_id, op, before, after) SELECT 'contact', id, 'changed', before, after FROM changed;

WITH linked AS (
  INSERT INTO external_ids (trust_id, id, kind, record_id, system, value, recorded_at)
  SELECT c.trust_id, app_uuidv7(c.now), 'contact', p.record_id, 'oneroster', p.user_id, c.now
  FROM import_people p, import_context c WHERE p.kind = 'contact' AND NOT p.is_linked
  RETURNING record_id, to_jsonb(external_ids) AS after
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'contact', record_id, 'external_ids', 'added', after FROM linked;

-- The contact's row may name the pupils, the pupil's row the contacts, or both.
CREATE TEMP TABLE import_ties ON COMMIT DROP AS
SELECT u.line, CASE p.kind WHEN 'contact' THEN u.sourced_id ELSE agent.id END AS contact_user_id,
  CASE p.kind WHEN 'contact' THEN agent.id ELSE u.sourced_id END AS pupil_user_id, agent.position, NULL::uuid AS contact_id, NULL::uuid AS pupil_id
FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id CROSS JOIN LATERAL unnest(u.agent_sourced_ids) WITH ORDINALITY AS agent (id, position)
WHERE p.kind IN ('contact', 'pupil') AND NOT p.is_over;
UPDATE import_ties t SET contact_id = x.record_id
FROM external_ids x WHERE x.kind = 'contact' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = t.contact_user_id;
UPDATE import_ties t SET pupil_id = x.record_id
FROM external_ids x, import_context c
WHERE x.kind = 'pupil' AND x.system = 'oneroster' AND x.school_id IS NULL AND x.value = t.pupil_user_id
  AND (c.whole_trust OR EXISTS (SELECT FROM pupil_enrolments e JOIN import_reach r USING (school_id) WHERE e.pupil_id = x.record_id));
ANALYZE import_ties;
INSERT INTO import_errors (file, line, "column", code, message, severity)
SELECT DISTINCT 'users.csv', line, 'agentSourcedIds', 'unknown-reference', 'It names nobody whom it could tie a pupil and a contact to.', 'warning'
FROM import_ties WHERE contact_id IS NULL OR pupil_id IS NULL;

WITH ties AS (
  SELECT t.contact_id, t.pupil_id, min(t.position) AS position,
    min(CASE l.role WHEN 'parent' THEN 'parent' WHEN 'guardian' THEN 'carer' WHEN 'relative' THEN 'other_family' END) AS relationship
  FROM import_ties t LEFT JOIN import_places l ON l.user_id = t.contact_user_id AND l.kind = 'contact'
  LEFT JOIN contact_links k ON k.contact_id = t.contact_id AND k.pupil_id = t.pupil_id
  WHERE t.contact_id IS NOT NULL AND t.pupil_id IS NOT NULL AND k.pupil_id IS NULL
  GROUP BY t.contact_id, t.pupil_id
), fresh AS (
  INSERT INTO contact_links (trust_id, contact_id, pupil_id, relationship, priority, parental_responsibility, is_barred)
  SELECT c.trust_id, t.contact_id, t.pupil_id, coalesce(t.relationship, r.relationship, 'other'), least(99,
      row_number() OVER (PARTITION BY t.pupil_id ORDER BY t.position, t.contact_id)
      + coalesce((SELECT max(k.priority) FROM contact_links k WHERE k.pupil_id = t.pupil_id), 0)), 'none', false
  FROM ties t
  LEFT JOIN LATERAL (
    SELECT CASE u.role WHEN 'parent' THEN 'parent' WHEN 'guardian' THEN 'carer' WHEN 'relative' THEN 'other_family' END AS relationship
    FROM import_people p JOIN in_users u ON u.sourced_id = p.user_id WHERE p.kind = 'contact' AND p.record_id = t.contact_id) r ON true, import_context c
  RETURNING contact_id, to_jsonb(contact_links) AS after
)
INSERT INTO touched (kind, record_id, part, op, after) SELECT 'contact', contact_id, 'contact_links', 'added', after FROM fresh;
