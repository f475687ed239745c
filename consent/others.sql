-- THOSE WHO ANSWER FOR THEMSELVES
--
-- What is told of somebody else in the family is that person's secrecy, and takes their own yes (OSL 12:2, decision 0024).
-- Their answer opens no line and closes none. A unit that shares through a line open now is told of whom it has no such yes
-- to tell the receiver: what they are for the child, and no name; who may know the family by name has that besides.
-- Their answer, words and refusals are read where every answer is: in the unit that took the consent.

GRANT SELECT (answer_id, grant_id) ON consent_refusal TO kring_law;
CREATE POLICY law ON consent_refusal FOR SELECT TO kring_law USING (true);
GRANT SELECT (taken_back_at) ON consent_answer TO kring_law;

SET ROLE kring_law;
CREATE VIEW law.untold WITH (security_barrier) AS
  SELECT case_id, to_unit_id, relative_id, relation FROM (
    SELECT DISTINCT ON (case_id, to_unit_id, relative_id) * FROM (
      SELECT o.case_id, o.to_unit_id, a.relative_id, r.relation, COALESCE(a.taken_back_at, a.answered_at) AS said_at,
             a.said IN ('YES', 'PARTLY') AND a.taken_back_at IS NULL
               AND NOT EXISTS (SELECT FROM consent_refusal f WHERE f.answer_id = a.id AND f.grant_id = o.id) AS says_yes
        FROM law.open_line o JOIN consent_grant g ON g.id = o.id
        JOIN consent_answer a ON a.consent_id = g.consent_id AND a.about_self JOIN cases_relative r ON r.id = a.relative_id
       WHERE o.from_unit_id = (SELECT law.asking_unit()) AND o.case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
         AND EXISTS (SELECT FROM law.door d WHERE d.case_id = o.case_id)) each_said
     -- What they said last holds; a question that is not answered yet takes back no yes.
     ORDER BY case_id, to_unit_id, relative_id, said_at DESC NULLS LAST, says_yes) last_said
   WHERE NOT says_yes;
GRANT SELECT ON law.untold TO kring_web;
RESET ROLE;
