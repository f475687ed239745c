-- THE LAW OF SIGHT
--
-- You KNOW OF a case (that it exists, the child's name, its meeting times, those in the circle you may know of)
-- when your unit opened it or an open PRESENCE line leads to your unit, and it is in your caseload, or you are its
-- lead, or you take the intake of an invited unit that has not answered. Who manages a unit sees a row for each of
-- its cases, with when it meets next and how much is late (coordination/telling.sql).
-- You READ a record when you work on its case (caseload or lead) and your unit wrote it, or when the case's door is
-- open and the record has been disclosed to your unit through a grant open now. Managers and intakes as such read none.
-- What not everybody has said yes to is between the family and the unit that asked: no line and no consent of that kind
-- shows to the units that it names.
-- What a unit tells by law without consent is one record in one version, to a unit that works around the same child and
-- knows it does, by a decision with its reason, which nobody but the deciding unit reads; of a protected child nothing.
-- You WRITE only as your own unit and in your own name, in a case you work on whose door is open. Nobody relies on a
-- consent for another unit, and a unit that is asked works on nothing before its intake has said yes. No line, caseload or answer is prolonged or asked anew by a change.
-- A signal and its answer are its writer's and the addressed intake's, and once a case carries it theirs who work on
-- that case in the addressed unit and the one's who took it in; that unit's manager sees that one waits, not what it
-- says. Who takes in a unit's signals sees the unit's own children, and is told that one already has an open case there,
-- and who leads it.
-- When a lead's membership has ended, who manages that unit leads until somebody takes over, and reads none as such.
-- A unit that a consent has a line with sees who has said yes, what they are for the child and since when, not their words.
-- When a case is closed its lines are: each unit keeps its own.
--
-- The role kring_law reads identifiers, states and dates, never a name or a text, and owns the views, each of which
-- answers only about the asker. Policies name their own columns and these views, never a table: so no policy can
-- come back to itself. The clock is statement_timestamp(): with now() a withdrawal would wait for its own commit.

GRANT SELECT (id, reference, child_id, unit_id, lead_id, closed_at) ON cases_case TO kring_law;
GRANT SELECT (content_object_id, user_id, unit_id, starts_at, ends_at) ON cases_caseload TO kring_law;
GRANT SELECT (case_id, unit_id, state, invited_by_unit_id) ON cases_involvement TO kring_law;
GRANT SELECT (id, case_id, unit_id, kind) ON cases_record TO kring_law;
GRANT SELECT (id, unit_id, sent_at, case_id, outside_at) ON cases_concern TO kring_law;
GRANT SELECT (id, case_id, unit_id, ends_at) ON consent_consent TO kring_law;
GRANT SELECT (id, case_id, from_unit_id, to_unit_id, kind, basis, consent_id, record_id, starts_at, relied_at, relied_by_id,
  ends_at) ON consent_grant TO kring_law;
GRANT SELECT (id, unit_id, protected_code) ON cases_child TO kring_law;
GRANT SELECT ("case", agency, owner_agency) ON access_trail TO kring_law;
GRANT SELECT (record_id, grant_id, case_id, to_unit_id) ON consent_disclosure TO kring_law;
GRANT SELECT (id, consent_id, relative_id, by_child, said, answered_at) ON consent_answer TO kring_law;
GRANT SELECT (id, relation) ON cases_relative TO kring_law;
CREATE POLICY law ON cases_relative FOR SELECT TO kring_law USING (true);
GRANT SELECT (id, worker_id, unit_id, roles, starts_at, ends_at) ON agencies_membership TO kring_law;
GRANT SELECT (id, password) ON agencies_worker TO kring_law;
CREATE POLICY law ON agencies_worker FOR SELECT TO kring_law USING (true);
GRANT SELECT (id, agency_id, signals_to_id, has_accounts) ON agencies_unit TO kring_law;
CREATE POLICY law ON cases_child FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON access_trail FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_case FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_caseload FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_involvement FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_record FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_concern FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_answer FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_consent FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_grant FOR SELECT TO kring_law USING (true);
GRANT SELECT (id, consent_id, about_unit_id, kind, withdrawn_at) ON consent_withdrawal TO kring_law;
GRANT SELECT (case_id, to_membership_id, answered_at) ON cases_handover TO kring_law;
CREATE POLICY law ON consent_withdrawal FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_handover FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_disclosure FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON agencies_membership FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON agencies_unit FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;

-- Cases I work on: my caseload in this unit, and those I lead. (A stand-in has the absent colleague's too.)
CREATE VIEW law.mine WITH (security_barrier) AS
  SELECT content_object_id AS case_id FROM cases_caseload
   WHERE user_id = ANY ((SELECT law.asking_workers())::uuid[]) AND unit_id = (SELECT law.asking_unit())
     AND starts_at <= statement_timestamp() AND (ends_at IS NULL OR statement_timestamp() < ends_at)
  UNION ALL
  SELECT id FROM cases_case WHERE lead_id = ANY ((SELECT law.asking_memberships())::uuid[]);

-- Cases that I lead, also in place of somebody whose membership in the unit I manage has ended.
CREATE VIEW law.led WITH (security_barrier) AS
  SELECT id AS case_id, unit_id FROM cases_case WHERE lead_id = ANY ((SELECT law.asking_memberships())::uuid[])
  UNION ALL
  SELECT c.id, c.unit_id FROM cases_case c JOIN agencies_membership m ON m.id = c.lead_id
   WHERE (SELECT law.asking_has('MANAGER')) AND m.unit_id = (SELECT law.asking_unit())
     AND m.ends_at <= statement_timestamp();

CREATE VIEW law.known WITH (security_barrier) AS
  SELECT case_id FROM law.mine
  UNION ALL
  SELECT case_id FROM cases_involvement
   WHERE (SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit()) AND state = 'ACTIVE'
  UNION ALL
  SELECT case_id FROM cases_involvement
   WHERE (SELECT law.asking_has('INTAKE')) AND unit_id = (SELECT law.asking_unit()) AND state = 'INVITED';

-- Lines open now, everybody's: for the views below and for nobody to read. A line is open when all who must answer
-- have said yes, the releasing unit relies on it, neither its time nor its consent's has run out, nobody has taken it
-- back and the work has not ended.
CREATE VIEW law.open_line AS
  SELECT g.id, g.case_id, g.from_unit_id, g.to_unit_id, g.kind, g.record_id FROM consent_grant g
   WHERE g.starts_at <= statement_timestamp() AND g.relied_at IS NOT NULL
     AND (g.ends_at IS NULL OR statement_timestamp() < g.ends_at)
     AND NOT EXISTS (SELECT FROM consent_consent k WHERE k.id = g.consent_id AND k.ends_at <= statement_timestamp())
     AND NOT EXISTS (SELECT FROM cases_case c WHERE c.id = g.case_id AND c.closed_at IS NOT NULL)
     AND NOT EXISTS (
       SELECT FROM consent_withdrawal w WHERE w.consent_id = g.consent_id
          AND (w.about_unit_id IS NULL OR w.about_unit_id IN (g.from_unit_id, g.to_unit_id))
          AND w.kind IN ('', g.kind));

-- Open cases of the unit whose signals I take in: that there is one, and who leads it. So that the same child's second
-- signal joins it, also when the case is a colleague's and none of mine.
CREATE VIEW law.open_here WITH (security_barrier) AS
  SELECT id AS case_id, child_id, lead_id FROM cases_case
   WHERE (SELECT law.asking_has('INTAKE')) AND unit_id = (SELECT law.asking_unit()) AND closed_at IS NULL;

-- Cases whose lead works in the unit I manage: I may give them another lead.
CREATE VIEW law.headed WITH (security_barrier) AS
  SELECT c.id AS case_id FROM cases_case c JOIN agencies_membership m ON m.id = c.lead_id
   WHERE (SELECT law.asking_has('MANAGER')) AND m.unit_id = (SELECT law.asking_unit());

-- Cases whose door stands open to my unit: it opened them, or an open line tells it that the work goes on.
CREATE VIEW law.door WITH (security_barrier) AS
  SELECT id AS case_id FROM cases_case WHERE unit_id = (SELECT law.asking_unit())
  UNION ALL
  SELECT case_id FROM law.open_line WHERE to_unit_id = (SELECT law.asking_unit()) AND kind = 'PRESENCE';

-- Cases in which my unit says who works on them: it opened them or is with; the intake that answers names the first
-- worker before the answer stands.
CREATE VIEW law.manned WITH (security_barrier) AS
  SELECT id AS case_id FROM cases_case WHERE unit_id = (SELECT law.asking_unit())
  UNION ALL
  SELECT case_id FROM cases_involvement
   WHERE unit_id = (SELECT law.asking_unit())
     AND (state = 'ACTIVE' OR state = 'INVITED' AND (SELECT law.asking_has('INTAKE')));

-- Units that my unit may know of, case by case.
CREATE VIEW law.presence WITH (security_barrier) AS
  SELECT case_id, from_unit_id AS unit_id FROM law.open_line
   WHERE to_unit_id = (SELECT law.asking_unit()) AND kind = 'PRESENCE';

-- Units that may be invited: my unit may tell them that the work goes on.
CREATE VIEW law.covered WITH (security_barrier) AS
  SELECT case_id, to_unit_id AS unit_id FROM law.open_line
   WHERE from_unit_id = (SELECT law.asking_unit()) AND kind = 'PRESENCE';

-- Records shown to my unit through a line open now. (A line of law is for one record and shows no other.)
CREATE VIEW law.shown WITH (security_barrier) AS
  SELECT s.record_id, s.case_id FROM consent_disclosure s JOIN law.open_line g ON g.id = s.grant_id
   WHERE s.to_unit_id = (SELECT law.asking_unit()) AND (g.record_id IS NULL OR g.record_id = s.record_id);

CREATE VIEW law.ours WITH (security_barrier) AS
  SELECT id AS record_id, case_id, kind FROM cases_record WHERE unit_id = (SELECT law.asking_unit());

-- Lines open now through which my unit may show.
CREATE VIEW law.outward WITH (security_barrier) AS
  SELECT id AS grant_id, case_id, to_unit_id, kind, record_id FROM law.open_line WHERE from_unit_id = (SELECT law.asking_unit());

-- Consents that my unit took, in cases I work on.
CREATE VIEW law.taken WITH (security_barrier) AS
  SELECT id AS consent_id, case_id FROM consent_consent
   WHERE unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine));

-- Lines that my unit may change, as they stand: the policy that bounds the change compares the new with these.
CREATE VIEW law.line WITH (security_barrier) AS
  SELECT id AS grant_id, starts_at, relied_at, relied_by_id, ends_at FROM consent_grant
   WHERE from_unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known))
         AND starts_at IS NOT NULL
      OR consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken));

-- Lines open now that begin or end in my unit, in cases I know of.
CREATE VIEW law.running WITH (security_barrier) AS
  SELECT id AS grant_id FROM law.open_line
   WHERE (SELECT law.asking_unit()) IN (from_unit_id, to_unit_id) AND case_id = ANY (ARRAY(SELECT case_id FROM law.known));

-- Cases I am asked to take over.
CREATE VIEW law.offered WITH (security_barrier) AS
  SELECT case_id FROM cases_handover
   WHERE to_membership_id = ANY ((SELECT law.asking_memberships())::uuid[]) AND answered_at IS NULL;

-- Cases I work on whose door to my unit has been closed by a withdrawal, by time or by the end of the work: that it is
-- so, and since when. That the work has ended is told to those alone who were with until then.
CREATE VIEW law.lost WITH (security_barrier) AS
  SELECT case_id, reference, max(shut_at) AS lost_at, bool_or(shut_at >= closed_at - interval '1 minute') AS is_closed
    FROM (
      SELECT c.id AS case_id, c.reference, c.closed_at, LEAST(g.ends_at, k.ends_at, w.withdrawn_at, c.closed_at) AS shut_at
        FROM cases_case c
        JOIN consent_grant g ON g.case_id = c.id AND g.to_unit_id = (SELECT law.asking_unit()) AND g.kind = 'PRESENCE'
         AND g.starts_at <= statement_timestamp() AND g.relied_at IS NOT NULL
        LEFT JOIN consent_consent k ON k.id = g.consent_id
        LEFT JOIN LATERAL (
          SELECT min(withdrawn_at) AS withdrawn_at FROM consent_withdrawal b
           WHERE b.consent_id = g.consent_id AND b.kind IN ('', 'PRESENCE')
             AND (b.about_unit_id IS NULL OR b.about_unit_id IN (g.from_unit_id, g.to_unit_id))) w ON true
       WHERE c.id = ANY (ARRAY(SELECT case_id FROM law.mine))
         AND NOT EXISTS (SELECT FROM law.door d WHERE d.case_id = c.id)) shut
   GROUP BY case_id, reference;

-- Children of the cases I know of, and those whose family my unit answers for.
CREATE VIEW law.child WITH (security_barrier) AS
  SELECT c.child_id FROM cases_case c
   WHERE c.id = ANY (ARRAY(SELECT case_id FROM law.known))
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = c.id);
CREATE VIEW law.family WITH (security_barrier) AS
  SELECT c.child_id FROM cases_case c
   WHERE c.id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND c.unit_id = (SELECT law.asking_unit())
  UNION ALL
  SELECT c.child_id FROM cases_case c
   WHERE c.lead_id = ANY ((SELECT law.asking_memberships())::uuid[])
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = c.id);

-- Consents with a line that all have said yes to and that begins or ends in my unit, and the kinds of these lines.
CREATE VIEW law.agreement WITH (security_barrier) AS
  SELECT consent_id, kind FROM consent_grant
   WHERE from_unit_id = (SELECT law.asking_unit()) AND consent_id IS NOT NULL AND starts_at IS NOT NULL
  UNION ALL
  SELECT consent_id, kind FROM consent_grant
   WHERE to_unit_id = (SELECT law.asking_unit()) AND consent_id IS NOT NULL AND starts_at IS NOT NULL;

CREATE VIEW law.my_answer WITH (security_barrier) AS
  SELECT a.id AS answer_id FROM consent_answer a WHERE a.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken));
-- Who has said yes in a consent that names my unit, as a unit that relies on it must know: what they are for the child,
-- how far the yes goes and since when; neither a name nor their words, and no line about others.
CREATE VIEW law.heard WITH (security_barrier) AS
  SELECT a.consent_id, a.by_child, r.relation, a.said, a.answered_at FROM consent_answer a
    JOIN consent_consent k ON k.id = a.consent_id LEFT JOIN cases_relative r ON r.id = a.relative_id
   WHERE a.said IN ('YES', 'PARTLY') AND k.id = ANY (ARRAY(SELECT consent_id FROM law.agreement))
     AND k.case_id = ANY (ARRAY(SELECT case_id FROM law.known)) AND EXISTS (SELECT FROM law.door d WHERE d.case_id = k.case_id);
-- The lines that an answer in my unit's hands can refuse.
CREATE VIEW law.refusable WITH (security_barrier) AS
  SELECT a.id AS answer_id, g.id AS grant_id FROM consent_answer a JOIN consent_grant g ON g.consent_id = a.consent_id
   WHERE a.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken));
-- Consents that I may record a withdrawal of.
CREATE VIEW law.withdrawable WITH (security_barrier) AS
  SELECT id AS consent_id, case_id FROM consent_consent
   WHERE id = ANY (ARRAY(SELECT consent_id FROM law.taken)) OR id = ANY (ARRAY(SELECT consent_id FROM law.agreement));

-- Who may be asked to take over, besides my own unit's: those of units that I know are with us.
CREATE VIEW law.companion WITH (security_barrier) AS
  SELECT p.case_id, m.id AS membership_id FROM law.presence p JOIN agencies_membership m ON m.unit_id = p.unit_id
   WHERE m.starts_at <= statement_timestamp() AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at);

-- My unit's own children: only around these does it open a case.
CREATE VIEW law.own_child WITH (security_barrier) AS
  SELECT id AS child_id FROM cases_child WHERE unit_id = (SELECT law.asking_unit());

-- Where a signal from my unit may go: to the unit that takes them, or to the own.
CREATE VIEW law.addressed WITH (security_barrier) AS
  SELECT COALESCE(signals_to_id, id) AS unit_id FROM agencies_unit WHERE id = (SELECT law.asking_unit());

-- Units without accounts: somebody else notes what they answered.
CREATE VIEW law.guest WITH (security_barrier) AS
  SELECT id AS unit_id FROM agencies_unit WHERE NOT has_accounts;

CREATE VIEW law.colleague WITH (security_barrier) AS
  SELECT worker_id FROM agencies_membership
   WHERE unit_id = (SELECT law.asking_unit()) AND starts_at <= statement_timestamp()
     AND (ends_at IS NULL OR statement_timestamp() < ends_at);

-- That a signal waits in the unit I manage: when it came, not what it says.
CREATE VIEW law.waiting WITH (security_barrier) AS
  SELECT id, sent_at FROM cases_concern
   WHERE (SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit()) AND case_id IS NULL AND outside_at IS NULL;

-- What a log reviewer calls the cases in the own agency's lines: the reference, and of a protected child the mask.
CREATE VIEW law.reviewed WITH (security_barrier) AS
  SELECT c.id AS case_id, c.reference, k.protected_code FROM cases_case c JOIN cases_child k ON k.id = c.child_id
   WHERE (SELECT law.asking_has('LOG_REVIEWER')) AND EXISTS (
     SELECT FROM access_trail t
      WHERE t."case" = c.id AND (SELECT law.asking_agency()) IN (t.agency, t.owner_agency));

GRANT SELECT ON ALL TABLES IN SCHEMA law TO kring_web;
REVOKE ALL ON law.open_line FROM kring_web;
RESET ROLE;
