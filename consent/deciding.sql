-- What is decided about a consent that not everybody has said yes to: whose answer is not needed, on which ground, and
-- what that opens. Read in the unit that took the consent, and made there by who leads; never changed. What a ground may
-- open the table's own constraints say (consent/models/deciding.py), and consent/sees.sql what it then opens.

SET ROLE kring_law;
-- Whose yes stands in the consents that my unit took: who must answer, or is the child, and has not taken it back alone.
CREATE VIEW law.still_yes WITH (security_barrier) AS
  SELECT a.consent_id, a.id AS answer_id FROM consent_answer a
   WHERE a.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)) AND a.said IN ('YES', 'PARTLY')
     AND (a.is_needed OR a.by_child) AND NOT EXISTS (
       SELECT FROM consent_withdrawal w LEFT JOIN consent_decision d ON d.withdrawal_id = w.id
        WHERE w.by_one AND w.consent_id = a.consent_id AND COALESCE(w.answer_id, d.answer_id) = a.id);
GRANT SELECT ON law.still_yes TO kring_web;
RESET ROLE;

CREATE POLICY sight ON consent_decision FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)));
CREATE POLICY pen ON consent_decision FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND decided_by_id = (SELECT law.asking_membership())
  AND EXISTS (SELECT FROM law.taken t
               WHERE t.consent_id = consent_decision.consent_id AND t.case_id = ANY (ARRAY(SELECT case_id FROM law.led)))
  AND (answer_id IS NULL OR EXISTS (
    SELECT FROM law.my_answer a
     WHERE a.answer_id = consent_decision.answer_id AND a.consent_id = consent_decision.consent_id))
  AND (withdrawal_id IS NULL OR EXISTS (
    SELECT FROM law.by_one w
     WHERE w.withdrawal_id = consent_decision.withdrawal_id AND w.consent_id = consent_decision.consent_id
       AND (w.answer_id IS NULL OR w.answer_id = consent_decision.answer_id))
    -- What all have taken back, each by themselves, no decision opens: somebody else's yes must stand.
    AND EXISTS (
      SELECT FROM law.still_yes y
       WHERE y.consent_id = consent_decision.consent_id AND y.answer_id <> consent_decision.answer_id)));
GRANT SELECT, INSERT ON consent_decision TO kring_web;
