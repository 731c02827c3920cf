-- Since when a plan is suspended, and the suspensions that are over: what a plan means for a day follows from them.

CREATE TABLE plan_suspensions (
  trust_id     uuid NOT NULL,
  id           uuid NOT NULL,
  plan_id      uuid NOT NULL,
  suspended_at timestamptz NOT NULL,
  ended_at     timestamptz NOT NULL,
  reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  PRIMARY KEY (trust_id, id),
  CONSTRAINT plan_suspensions_plan FOREIGN KEY (trust_id, plan_id) REFERENCES plans,
  CONSTRAINT plan_suspensions_time CHECK (ended_at >= suspended_at)
);
CREATE INDEX plan_suspensions_of_plan ON plan_suspensions (trust_id, plan_id, suspended_at);
ALTER TABLE plans ADD COLUMN suspended_at timestamptz;

-- Suspensions so far, as the audit tells them: each ends with the next resumption or with the plan. The owner reads all trusts for it.
ALTER TABLE plans NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_entries NO FORCE ROW LEVEL SECURITY;
INSERT INTO plan_suspensions (trust_id, id, plan_id, suspended_at, ended_at, reason)
SELECT s.trust_id, gen_random_uuid(), p.id, s.recorded_at, o.ended_at, coalesce(left(nullif(s.reason, ''), 500), 'Not kept')
  FROM audit_entries s
  JOIN plans p ON p.trust_id = s.trust_id AND p.id = s.record_id
 CROSS JOIN LATERAL (
       SELECT least(min(r.recorded_at), p.ended_at) AS ended_at FROM audit_entries r
        WHERE r.trust_id = s.trust_id AND r.record_id = s.record_id AND r.action = 'plan.resume' AND r.recorded_at >= s.recorded_at) AS o
 WHERE s.action = 'plan.suspend' AND s.record_kind = 'plan' AND o.ended_at >= s.recorded_at;

UPDATE plans p
   SET suspended_at = coalesce((SELECT max(s.recorded_at) FROM audit_entries s WHERE s.trust_id = p.trust_id AND s.record_id = p.id AND s.action = 'plan.suspend'), p.updated_at)
 WHERE status = 'suspended';
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE plans FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;
SELECT app_protect('plan_suspensions', 'SELECT, INSERT');
ALTER TABLE plans ADD CONSTRAINT plans_suspended CHECK ((status = 'suspended') = (suspended_at IS NOT NULL));
