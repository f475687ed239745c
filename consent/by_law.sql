-- What a unit decides by itself about telling: the decision to show one record by law, and what it may stand on. Between
-- consent/sees.sql, on whose views it stands, and consent/walls.sql, where a line of law asks for its decision.

GRANT SELECT (id, case_id, unit_id, record_id, to_unit_id) ON consent_sharedecision TO kring_law;
CREATE POLICY law ON consent_sharedecision FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;

-- Units that mine may show something to without consent: each of the two may tell the other that the work goes on, so
-- that nobody learns who is with by it; somebody there can sign in; and the child has no protected identity.
CREATE VIEW law.reach WITH (security_barrier) AS
  SELECT k.case_id, k.unit_id FROM law.covered k JOIN agencies_unit u ON u.id = k.unit_id AND u.has_accounts
   WHERE EXISTS (SELECT FROM law.presence p WHERE p.case_id = k.case_id AND p.unit_id = k.unit_id)
     AND EXISTS (SELECT FROM cases_case c JOIN cases_child h ON h.id = c.child_id
                  WHERE c.id = k.case_id AND h.protected_code = '')
     AND k.case_id = ANY (ARRAY(SELECT case_id FROM law.mine));

-- Decisions of my unit in cases I work on: which record, and to whom.
CREATE VIEW law.decided WITH (security_barrier) AS
  SELECT id AS decision_id, case_id, record_id, to_unit_id FROM consent_sharedecision
   WHERE unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine));

GRANT SELECT ON law.reach, law.decided TO kring_web;
RESET ROLE;

-- The weighing is the deciding unit's own: the receiver sees the line of law that it opens, with its section.
CREATE POLICY sight ON consent_sharedecision FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)));
CREATE POLICY pen ON consent_sharedecision FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND decided_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_sharedecision.case_id)
  AND EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_sharedecision.record_id
                AND o.case_id = consent_sharedecision.case_id AND o.kind <> 'ANSWER')
  AND EXISTS (SELECT FROM law.reach r WHERE r.case_id = consent_sharedecision.case_id AND r.unit_id = consent_sharedecision.to_unit_id)
  AND (follows_id IS NULL OR EXISTS (
    SELECT FROM law.decided b WHERE b.decision_id = consent_sharedecision.follows_id AND b.to_unit_id = consent_sharedecision.to_unit_id)));
GRANT SELECT, INSERT ON consent_sharedecision TO kring_web;

-- Not to share now is the deciding unit's own too. What is done stays done.
CREATE POLICY sight ON consent_postponement FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)));
CREATE POLICY pen ON consent_postponement FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND decided_by_id = (SELECT law.asking_membership()) AND done_at IS NULL
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_postponement.case_id)
  AND EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_postponement.record_id
                AND o.case_id = consent_postponement.case_id));
CREATE POLICY change ON consent_postponement FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)))
  WITH CHECK (law.is_now(done_at) AND done_by_id = (SELECT law.asking_membership()));
GRANT SELECT, INSERT, UPDATE (done_at, done_by_id) ON consent_postponement TO kring_web;

-- What was told by word of mouth is noted by who told it, for the own unit.
CREATE POLICY sight ON consent_spoken FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)));
CREATE POLICY pen ON consent_spoken FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND told_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_spoken.case_id)
  AND EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_spoken.record_id AND o.case_id = consent_spoken.case_id));
GRANT SELECT, INSERT ON consent_spoken TO kring_web;
