-- Who of a family may be named. An answer, an invitation, a measure or a word told names somebody of the family that the
-- case is around, or nobody: else a foreign key would tell whether another unit has written such a person down, and what
-- they are for their child could be read back through the row (law.heard).

GRANT SELECT (child_id) ON cases_relative TO kring_law;

SET ROLE kring_law;

CREATE VIEW law.kin WITH (security_barrier) AS
  SELECT c.id AS case_id, r.id AS relative_id FROM cases_case c JOIN cases_relative r ON r.child_id = c.child_id
   WHERE c.id = ANY (ARRAY(SELECT case_id FROM law.known)) AND r.child_id = ANY (ARRAY(SELECT child_id FROM law.family));

GRANT SELECT ON law.kin TO kring_web;
RESET ROLE;

CREATE POLICY naming ON consent_answer AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (
  relative_id IS NULL OR EXISTS (
    SELECT FROM law.kin k JOIN law.taken t ON t.case_id = k.case_id
     WHERE t.consent_id = consent_answer.consent_id AND k.relative_id = consent_answer.relative_id));
CREATE POLICY naming ON consent_spoken AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (
  relative_id IS NULL OR EXISTS (
    SELECT FROM law.kin k WHERE k.case_id = consent_spoken.case_id AND k.relative_id = consent_spoken.relative_id));
CREATE POLICY naming ON coordination_invitation AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (
  relative_id IS NULL OR EXISTS (
    SELECT FROM law.kin k
     WHERE k.case_id = coordination_invitation.case_id AND k.relative_id = coordination_invitation.relative_id));
CREATE POLICY naming ON coordination_measure AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (
  relative_id IS NULL OR EXISTS (
    SELECT FROM law.kin k
     WHERE k.case_id = coordination_measure.case_id AND k.relative_id = coordination_measure.relative_id));
