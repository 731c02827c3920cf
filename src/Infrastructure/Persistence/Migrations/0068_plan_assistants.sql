-- Who helps a pupil out by an evacuation plan: they are of its team, sign it, and their going asks for its review.

ALTER TABLE plan_signatures
  DROP CONSTRAINT plan_signatures_signed_as_check,
  ADD CONSTRAINT plan_signatures_signed_as_check CHECK (signed_as IN ('parent', 'pupil', 'head_teacher', 'senco', 'key_adult', 'designated_teacher', 'evacuation_assistant',
                                                                      'social_worker', 'other'));

-- What the roster tells has nobody who reports it.
ALTER TABLE plan_review_triggers
  DROP CONSTRAINT plan_review_triggers_kind_check,
  ADD CONSTRAINT plan_review_triggers_kind_check CHECK (kind IN ('restrictive_intervention', 'injury', 'absconding', 'room_change', 'staff_change', 'condition_change')),
  ALTER COLUMN reported_by_id DROP NOT NULL;

ALTER TABLE plans ADD COLUMN assistant_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(assistant_ids) <= 10);

-- Those of the version in force, or else of the draft. The owner reads all trusts for it.
ALTER TABLE plans NO FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_versions NO FORCE ROW LEVEL SECURITY;
UPDATE plans p
   SET assistant_ids = ARRAY(
         SELECT DISTINCT (a->>'staffId')::uuid
           FROM jsonb_array_elements(coalesce(
                  (SELECT convert_from(v.content, 'UTF8')::jsonb FROM plan_versions v WHERE v.trust_id = p.trust_id AND v.plan_id = p.id AND v.number = p.in_force_version),
                  p.content) #> '{details,peep,assistants}') AS a)
 WHERE p.type = 'peep';
UPDATE plans SET team_ids = ARRAY(SELECT DISTINCT unnest(team_ids || assistant_ids) ORDER BY 1) WHERE cardinality(assistant_ids) > 0;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE plan_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE plans FORCE ROW LEVEL SECURITY;
CREATE INDEX plans_of_assistants ON plans (trust_id, id) WHERE type = 'peep' AND status IN ('active', 'under_review');
