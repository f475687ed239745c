-- The signed paper, scanned: read in the unit that took the consent and nowhere else, put there by it, never changed.

CREATE POLICY sight ON consent_scan FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND EXISTS (SELECT FROM law.my_answer a WHERE a.answer_id = consent_scan.answer_id));
CREATE POLICY pen ON consent_scan FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND added_by_id = (SELECT law.asking_membership())
  AND EXISTS (SELECT FROM law.my_answer a WHERE a.answer_id = consent_scan.answer_id));
GRANT SELECT, INSERT ON consent_scan TO kring_web;
