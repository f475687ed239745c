-- What is decided about a consent that not everybody has said yes to: whose answer is not needed, on which ground, and
-- what that opens. Read in the unit that took the consent, and made there by who leads; never changed. What a ground may
-- open the table's own constraints say (consent/models/deciding.py), and consent/sees.sql what it then opens.

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
       AND (w.answer_id IS NULL OR w.answer_id = consent_decision.answer_id))));
GRANT SELECT, INSERT ON consent_decision TO kring_web;
