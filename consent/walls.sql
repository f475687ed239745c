-- The policies of the web's login, table by table. They name their own columns and the views of consent/sees.sql, never a
-- table, so that no policy can come back to itself. A privilege is given only after the policies that bound it.

-- case ---------------------------------------------------------------------------------------------------------
CREATE POLICY sight ON cases_case FOR SELECT TO kring_web USING (
  id = ANY (ARRAY(SELECT case_id FROM law.known))
  AND (unit_id = (SELECT law.asking_unit()) OR EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_case.id)));
CREATE POLICY pen ON cases_case FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND lead_id = (SELECT law.asking_membership())
  AND EXISTS (SELECT FROM law.own_child k WHERE k.child_id = cases_case.child_id)
  AND ((SELECT law.asking_has('CASEWORKER')) OR (SELECT law.asking_has('INTAKE')) OR (SELECT law.asking_has('COORDINATOR'))));
-- Whoever leads afterwards is of the asker's unit: an offer is taken by the asked one, and nobody is made lead elsewhere.
CREATE POLICY change ON cases_case FOR UPDATE TO kring_web
  USING ((id = ANY (ARRAY(SELECT case_id FROM law.led)) OR id = ANY (ARRAY(SELECT case_id FROM law.offered))
          OR id = ANY (ARRAY(SELECT case_id FROM law.headed)))
         AND id = ANY (ARRAY(SELECT case_id FROM law.known))
         AND (unit_id = (SELECT law.asking_unit()) OR EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_case.id)))
  WITH CHECK (lead_id IN (SELECT membership_id FROM law.seat) AND NOT EXISTS (
    SELECT FROM law.ended e WHERE e.case_id = cases_case.id AND e.closed_at IS DISTINCT FROM cases_case.closed_at));
GRANT SELECT, INSERT, UPDATE (lead_id, stage, decision, closed_at, closed_by_id) ON cases_case TO kring_web;

-- child and family ---------------------------------------------------------------------------------------------
CREATE POLICY sight ON cases_child FOR SELECT TO kring_web USING (
  id = ANY (ARRAY(SELECT child_id FROM law.child))
  OR unit_id = (SELECT law.asking_unit()) AND (SELECT law.asking_has('INTAKE')));
CREATE POLICY pen ON cases_child FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit())
  AND ((SELECT law.asking_has('CASEWORKER')) OR (SELECT law.asking_has('INTAKE')) OR (SELECT law.asking_has('COORDINATOR'))));
CREATE POLICY change ON cases_child FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND id = ANY (ARRAY(SELECT child_id FROM law.family))) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (given_name, family_name, identity_kind, identity_number, born_on, birth_year, school_class)
  ON cases_child TO kring_web;

CREATE POLICY sight ON cases_protectedname FOR SELECT TO kring_web USING (
  (SELECT law.asking_has('PROTECTED')) AND child_id = ANY (ARRAY(SELECT child_id FROM law.child)));
GRANT SELECT ON cases_protectedname TO kring_web;

CREATE POLICY sight ON cases_relative FOR SELECT TO kring_web USING (child_id = ANY (ARRAY(SELECT child_id FROM law.family)));
CREATE POLICY pen ON cases_relative FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND child_id = ANY (ARRAY(SELECT child_id FROM law.family)));
CREATE POLICY change ON cases_relative FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND child_id = ANY (ARRAY(SELECT child_id FROM law.family)));
GRANT SELECT, INSERT, UPDATE (name, relation, has_custody, phone, email, language, needs_interpreter, reach,
  limited_right, version) ON cases_relative TO kring_web;

-- signal -------------------------------------------------------------------------------------------------------
CREATE POLICY sight ON cases_concern FOR SELECT TO kring_web USING (
  membership_id = ANY ((SELECT law.asking_memberships())::uuid[])
  OR unit_id = (SELECT law.asking_unit()) AND (
    case_id IS NULL AND (SELECT law.asking_has('INTAKE')) OR case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
    OR taken_by_id = (SELECT law.asking_membership())));
CREATE POLICY pen ON cases_concern FOR INSERT TO kring_web WITH CHECK (
  membership_id = (SELECT law.asking_membership()) AND from_unit_id = (SELECT law.asking_unit())
  AND unit_id IN (SELECT unit_id FROM law.addressed) AND case_id IS NULL AND answered_at IS NULL);
CREATE POLICY change ON cases_concern FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND (
    case_id IS NULL AND (SELECT law.asking_has('INTAKE')) OR case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
    OR taken_by_id = (SELECT law.asking_membership())))
  WITH CHECK (unit_id = (SELECT law.asking_unit()) AND (
    case_id IS NULL OR case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
    OR taken_by_id = (SELECT law.asking_membership()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.open_here))));
GRANT SELECT, INSERT, UPDATE (case_id, taken_at, taken_by_id, answer, answered_at, answered_by_id) ON cases_concern TO kring_web;

CREATE POLICY sight ON cases_protectionquestion FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND (
    membership_id = (SELECT law.asking_membership()) OR case_id = ANY (ARRAY(SELECT case_id FROM law.mine))));
CREATE POLICY pen ON cases_protectionquestion FOR INSERT TO kring_web WITH CHECK (
  membership_id = (SELECT law.asking_membership()) AND unit_id = (SELECT law.asking_unit())
  AND (case_id IS NULL OR case_id = ANY (ARRAY(SELECT case_id FROM law.mine))));
GRANT SELECT, INSERT ON cases_protectionquestion TO kring_web;

-- those around the child ---------------------------------------------------------------------------------------
CREATE POLICY sight ON cases_involvement FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known))
  OR case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_involvement.case_id)
     AND (invited_by_unit_id = (SELECT law.asking_unit())
          OR EXISTS (SELECT FROM law.presence p
                      WHERE p.case_id = cases_involvement.case_id AND p.unit_id = cases_involvement.unit_id)));
CREATE POLICY pen ON cases_involvement FOR INSERT TO kring_web WITH CHECK (
  invited_by_unit_id = (SELECT law.asking_unit()) AND EXISTS (
    SELECT FROM law.led l WHERE l.case_id = cases_involvement.case_id
       AND (l.unit_id = cases_involvement.unit_id AND l.unit_id = (SELECT law.asking_unit())
            OR (cases_involvement.state = 'INVITED'
                OR cases_involvement.unit_id IN (SELECT g.unit_id FROM law.guest g))
               AND EXISTS (SELECT FROM law.covered k
                            WHERE k.case_id = cases_involvement.case_id AND k.unit_id = cases_involvement.unit_id))));
-- A unit answers for itself; the lead may take a question back, and notes what a unit without accounts has answered.
CREATE POLICY change ON cases_involvement FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known))
    OR invited_by_unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led))
       AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
       AND EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_involvement.case_id))
  WITH CHECK (unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known))
    OR invited_by_unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led))
       AND (state IN ('INVITED', 'LEFT') OR unit_id IN (SELECT unit_id FROM law.guest)));
GRANT SELECT, INSERT, UPDATE (state, answered_at, answered_by_id, declined_because, contact, contact_phone, suiting_days)
  ON cases_involvement TO kring_web;

CREATE POLICY sight ON cases_caseload FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND content_object_id = ANY (ARRAY(SELECT case_id FROM law.known))
  OR content_object_id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND EXISTS (SELECT FROM law.presence p
                  WHERE p.case_id = cases_caseload.content_object_id AND p.unit_id = cases_caseload.unit_id));
CREATE POLICY pen ON cases_caseload FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND content_object_id = ANY (ARRAY(SELECT case_id FROM law.known))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_caseload.content_object_id)
  AND content_object_id = ANY (ARRAY(SELECT case_id FROM law.manned))
  AND user_id IN (SELECT worker_id FROM law.colleague) AND given_by_id = (SELECT law.asking_membership()));
-- A row is ended and never prolonged. (The minute is for two machines' clocks.)
CREATE POLICY change ON cases_caseload FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND content_object_id = ANY (ARRAY(SELECT case_id FROM law.known)))
  WITH CHECK (ends_at <= statement_timestamp() + interval '1 minute');
GRANT SELECT, INSERT, UPDATE (ends_at) ON cases_caseload TO kring_web;

-- A question to take over is its asker's unit's and the asked one's; both work on the case, or lead it. What has been
-- answered is not asked again: the answer is what lets the asked one lead.
CREATE POLICY sight ON cases_handover FOR SELECT TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (
    unit_id = (SELECT law.asking_unit()) OR to_membership_id = ANY ((SELECT law.asking_memberships())::uuid[]))
  OR unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)));
CREATE POLICY pen ON cases_handover FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND asked_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.led))
  AND (to_membership_id IN (SELECT membership_id FROM law.seat) OR EXISTS (
    SELECT FROM law.companion o WHERE o.case_id = cases_handover.case_id AND o.membership_id = cases_handover.to_membership_id)));
CREATE POLICY change ON cases_handover FOR UPDATE TO kring_web
  USING (to_membership_id = ANY ((SELECT law.asking_memberships())::uuid[]) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
    OR unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)))
  WITH CHECK (answered_at IS NOT NULL);
GRANT SELECT, INSERT, UPDATE (answered_at, accepted) ON cases_handover TO kring_web;

-- what is written ----------------------------------------------------------------------------------------------
CREATE POLICY sight ON cases_record FOR SELECT TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (
    unit_id = (SELECT law.asking_unit())
    OR EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_record.case_id)
       AND EXISTS (SELECT FROM law.shown s WHERE s.record_id = cases_record.id)));
CREATE POLICY pen ON cases_record FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND author_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_record.case_id)
  AND (corrects_id IS NULL OR EXISTS (
    SELECT FROM law.ours o WHERE o.record_id = cases_record.corrects_id AND o.case_id = cases_record.case_id)));
GRANT SELECT, INSERT ON cases_record TO kring_web;

-- consent ------------------------------------------------------------------------------------------------------
CREATE POLICY sight ON consent_consent FOR SELECT TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND unit_id = (SELECT law.asking_unit())
  OR case_id = ANY (ARRAY(SELECT case_id FROM law.known))
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_consent.case_id)
     AND id = ANY (ARRAY(SELECT consent_id FROM law.agreement)));
CREATE POLICY pen ON consent_consent FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND recorded_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.led))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_consent.case_id)
  AND (renews_id IS NULL OR EXISTS (
    SELECT FROM law.taken t WHERE t.consent_id = consent_consent.renews_id AND t.case_id = consent_consent.case_id))
  AND (words_id IS NULL OR EXISTS (
    SELECT FROM law.ours o WHERE o.record_id = consent_consent.words_id AND o.case_id = consent_consent.case_id)));
GRANT SELECT, INSERT ON consent_consent TO kring_web;

CREATE POLICY sight ON consent_answer FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)));
CREATE POLICY pen ON consent_answer FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken))
  AND (words_id IS NULL OR EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_answer.words_id)));
CREATE POLICY change ON consent_answer FOR UPDATE TO kring_web
  USING (unit_id = (SELECT law.asking_unit()) AND consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)))
  WITH CHECK (words_id IS NULL OR EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_answer.words_id));
GRANT SELECT, INSERT, UPDATE (said, answered_at, ends_at, words_id, despite_no, ask_again_on, text_version, text_language,
  interpreted_to, form, witness, taken_back_at, taken_back_by_id) ON consent_answer TO kring_web;

-- A line is seen from its two ends once all who must answer have said yes to it; before that, and those between others,
-- by the unit that took the consent. (starts_at is set once and only by that unit, so no change hides the row it makes.)
CREATE POLICY sight ON consent_grant FOR SELECT TO kring_web USING (
  (SELECT law.asking_unit()) IN (from_unit_id, to_unit_id) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known))
  AND (starts_at IS NOT NULL OR consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)))
  OR consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)));
-- Lines of a consent are written by the lead whose unit took it; others by the unit that they begin in: an INTERNAL one
-- never leaves the agency, one of law is for the record and the receiver of its decision. Nobody relies for another unit.
CREATE POLICY pen ON consent_grant FOR INSERT TO kring_web WITH CHECK (
  decided_by_id = (SELECT law.asking_membership())
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_grant.case_id)
  AND (relied_at IS NULL OR from_unit_id = (SELECT law.asking_unit()) AND relied_by_id = (SELECT law.asking_membership()))
  AND (basis = 'CONSENT' AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)) AND EXISTS (
         SELECT FROM law.taken t WHERE t.consent_id = consent_grant.consent_id AND t.case_id = consent_grant.case_id)
       OR basis <> 'CONSENT' AND from_unit_id = (SELECT law.asking_unit())
          AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
          AND (basis <> 'INTERNAL' OR to_unit_id IN (SELECT unit_id FROM law.house))
          AND (basis <> 'DUTY' OR EXISTS (
            SELECT FROM law.decided d JOIN law.reach r ON r.case_id = d.case_id AND r.unit_id = d.to_unit_id
              JOIN law.ours o ON o.record_id = d.record_id AND o.kind = consent_grant.kind
             WHERE d.decision_id = consent_grant.decision_id AND d.case_id = consent_grant.case_id
               AND d.record_id = consent_grant.record_id AND d.to_unit_id = consent_grant.to_unit_id))));
-- What may change: the unit that a line begins in relies on it, the unit that took the consent says when all have
-- answered (of lines between others while it leads), and both may end it. Nothing is prolonged.
CREATE POLICY change ON consent_grant FOR UPDATE TO kring_web
  USING (from_unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known))
      AND (starts_at IS NOT NULL OR consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)))
    OR consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken)) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)))
  WITH CHECK (EXISTS (
    SELECT FROM law.line o WHERE o.grant_id = consent_grant.id
       AND (o.ends_at IS NULL OR consent_grant.ends_at <= o.ends_at)
       AND (from_unit_id = (SELECT law.asking_unit())
            OR (consent_grant.relied_at, consent_grant.relied_by_id) IS NOT DISTINCT FROM (o.relied_at, o.relied_by_id))
       AND (consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken))
            OR consent_grant.starts_at IS NOT DISTINCT FROM o.starts_at)));
GRANT SELECT, INSERT, UPDATE (starts_at, ends_at, relied_at, relied_by_id) ON consent_grant TO kring_web;

-- The act is seen by the two units it is between, and done by the record's own through an open line of its kind.
CREATE POLICY sight ON consent_disclosure FOR SELECT TO kring_web USING (
  (SELECT law.asking_unit()) IN (unit_id, to_unit_id) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)));
CREATE POLICY pen ON consent_disclosure FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND disclosed_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_disclosure.case_id) AND EXISTS (
    SELECT FROM law.ours o JOIN law.outward g ON g.case_id = o.case_id AND g.kind = o.kind
       AND (g.record_id IS NULL OR g.record_id = o.record_id)
     WHERE o.record_id = consent_disclosure.record_id AND g.grant_id = consent_disclosure.grant_id
       AND o.case_id = consent_disclosure.case_id AND g.to_unit_id = consent_disclosure.to_unit_id));
GRANT SELECT, INSERT ON consent_disclosure TO kring_web;

CREATE POLICY sight ON consent_refusal FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND EXISTS (SELECT FROM law.my_answer a WHERE a.answer_id = consent_refusal.answer_id));
CREATE POLICY pen ON consent_refusal FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND EXISTS (
    SELECT FROM law.refusable r WHERE r.answer_id = consent_refusal.answer_id AND r.grant_id = consent_refusal.grant_id));
GRANT SELECT, INSERT ON consent_refusal TO kring_web;

-- Anybody who works on the case, and whose unit the consent has a line with, may record what the family has told them.
-- It is seen by the one that took the consent, and by those whom it concerns and who may know of the unit that recorded it.
CREATE POLICY sight ON consent_withdrawal FOR SELECT TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (
    unit_id = (SELECT law.asking_unit()) OR consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken))
    OR (about_unit_id IS NULL OR about_unit_id = (SELECT law.asking_unit()))
       AND EXISTS (SELECT FROM law.agreement a
                    WHERE a.consent_id = consent_withdrawal.consent_id AND consent_withdrawal.kind IN ('', a.kind))
       AND EXISTS (SELECT FROM law.presence p
                    WHERE p.case_id = consent_withdrawal.case_id AND p.unit_id = consent_withdrawal.unit_id)));
CREATE POLICY pen ON consent_withdrawal FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND withdrawn_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND EXISTS (
    SELECT FROM law.withdrawable t WHERE t.consent_id = consent_withdrawal.consent_id AND t.case_id = consent_withdrawal.case_id)
  AND (answer_id IS NULL OR EXISTS (
    SELECT FROM law.my_answer a
     WHERE a.answer_id = consent_withdrawal.answer_id AND a.consent_id = consent_withdrawal.consent_id)));
GRANT SELECT, INSERT ON consent_withdrawal TO kring_web;

CREATE POLICY sight ON consent_journalcopy FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)));
CREATE POLICY pen ON consent_journalcopy FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND copied_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (
    EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_journalcopy.record_id AND o.case_id = consent_journalcopy.case_id)
    OR EXISTS (SELECT FROM law.door d WHERE d.case_id = consent_journalcopy.case_id)
       AND EXISTS (SELECT FROM law.shown s
                    WHERE s.record_id = consent_journalcopy.record_id AND s.case_id = consent_journalcopy.case_id)));
GRANT SELECT, INSERT ON consent_journalcopy TO kring_web;
