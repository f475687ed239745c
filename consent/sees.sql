-- THE LAW OF SIGHT
--
-- You KNOW OF a case (that it exists, the child's name, its meeting times, those in the circle you may know of)
-- when your unit opened it or an open PRESENCE line leads to your unit, and it is in your caseload, or you are its
-- lead, or you take the intake of an invited unit that has not answered. Who manages a unit sees a row for each of
-- its cases, with when it meets next and how much is late (coordination/telling.sql).
-- You READ a record when you work on its case (caseload or lead) and your unit wrote it, or when the case's door is
-- open and the record has been disclosed to your unit through a grant open now. Managers and intakes as such read none.
-- The day the child comes of age every line closes that a consent given before then has opened.
-- What one of several has taken back closes at once, and opens again only by a recorded decision of the unit that took
-- the consent, for the kinds that its ground lets be told and while somebody's yes stands; the decision is read there alone.
-- (What an emergency opening shows for half an hour, and what an agency's registrar takes out, is said where it stands:
-- consent/emergency.sql and consent/registrar.sql. Neither gives a pen.)
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
-- The role kring_law reads what consent/facts.sql gives it and owns the views, each of which answers only about the asker. Policies name their own
-- columns and these views, never a table: so no policy can come back to itself. The clock is statement_timestamp(): with
-- now() a withdrawal would wait for its own commit.

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

-- Cases that are an absent colleague's and none of mine, and whose place I work in: the one's who leads before the other's.
CREATE VIEW law.in_place WITH (security_barrier) AS
  SELECT DISTINCT ON (case_id) case_id, membership_id FROM (
    SELECT id AS case_id, lead_id AS membership_id, 1 AS rank FROM cases_case
     WHERE lead_id = ANY ((SELECT law.asking_memberships())::uuid[])
    UNION ALL
    SELECT l.content_object_id, m.id, 2 FROM cases_caseload l
      JOIN agencies_membership m ON m.worker_id = l.user_id AND m.unit_id = l.unit_id
     WHERE m.id = ANY ((SELECT law.asking_memberships())::uuid[]) AND l.unit_id = (SELECT law.asking_unit())
       AND l.starts_at <= statement_timestamp() AND (l.ends_at IS NULL OR statement_timestamp() < l.ends_at)) held
   WHERE membership_id <> (SELECT law.asking_membership()) AND case_id NOT IN (
     SELECT id FROM cases_case WHERE lead_id = (SELECT law.asking_membership())
     UNION ALL
     SELECT content_object_id FROM cases_caseload
      WHERE user_id = (SELECT law.asking_worker()) AND unit_id = (SELECT law.asking_unit())
        AND starts_at <= statement_timestamp() AND (ends_at IS NULL OR statement_timestamp() < ends_at))
   ORDER BY case_id, rank, membership_id;

CREATE VIEW law.known WITH (security_barrier) AS
  SELECT case_id FROM law.mine
  UNION ALL
  SELECT case_id FROM cases_involvement
   WHERE (SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit()) AND state = 'ACTIVE'
  UNION ALL
  SELECT case_id FROM cases_involvement
   WHERE (SELECT law.asking_has('INTAKE')) AND unit_id = (SELECT law.asking_unit()) AND state = 'INVITED';

-- The three ages of consent, put in by access/fence.py out of cases/ages.toml, where Python has them from too; a server
-- that reads others here does not start.
CREATE VIEW law.age AS
  SELECT :age_no_needs_reason AS no_needs_reason, :age_needed AS needed, :age_asked_alone AS asked_alone;

-- When a child comes of age: what others have answered before then holds no longer. (Who was born on 29 February does
-- so on 1 March. The mark of protected identity puts the birthday apart.) For the views below and for nobody to read.
CREATE FUNCTION law.comes_of_age(born_on date, years int) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN to_char(born_on, 'MMDD') = '0229' THEN make_date(date_part('year', born_on)::int + years, 3, 1)::timestamp
              ELSE born_on + make_interval(years => years) END AT TIME ZONE 'Europe/Stockholm' $$;
CREATE VIEW law.of_age AS
  SELECT c.child_id, law.comes_of_age(c.born_on, a.asked_alone) AS at
    FROM (SELECT id AS child_id, born_on FROM cases_child UNION ALL SELECT child_id, born_on FROM cases_protectedname) c
    CROSS JOIN law.age a WHERE c.born_on IS NOT NULL;

-- Withdrawals by one of several that a recorded decision has set aside, and for which kinds: for the views below and for
-- nobody to read. What all have taken back no decision opens: consent/deciding.sql.
CREATE VIEW law.weighed AS
  SELECT d.withdrawal_id, d.kinds FROM consent_decision d JOIN consent_withdrawal w ON w.id = d.withdrawal_id
   WHERE w.by_one AND w.consent_id = d.consent_id;

-- Lines that nothing but the child's age closes, and lines open now, everybody's: for the views below and for nobody to
-- read. A line is open when all who must answer have said yes, the releasing unit relies on it, neither its time nor its
-- consent's has run out, nobody has taken it back, the child has not come of age since the consent was given, and the work
-- has not ended. A line of law closes when the child is marked as protected.
CREATE VIEW law.standing_line AS
  SELECT g.id, g.case_id, g.from_unit_id, g.to_unit_id, g.kind, g.record_id, g.consent_id FROM consent_grant g
   WHERE g.starts_at <= statement_timestamp() AND g.relied_at IS NOT NULL
     AND (g.ends_at IS NULL OR statement_timestamp() < g.ends_at)
     AND NOT EXISTS (SELECT FROM consent_consent k WHERE k.id = g.consent_id AND k.ends_at <= statement_timestamp())
     AND NOT EXISTS (SELECT FROM cases_case c WHERE c.id = g.case_id AND c.closed_at IS NOT NULL)
     AND NOT (g.basis = 'DUTY' AND EXISTS (
       SELECT FROM cases_case c JOIN cases_child h ON h.id = c.child_id WHERE c.id = g.case_id AND h.protected_code <> ''))
     AND NOT EXISTS (
       SELECT FROM consent_withdrawal w WHERE w.consent_id = g.consent_id
          AND (w.about_unit_id IS NULL OR w.about_unit_id IN (g.from_unit_id, g.to_unit_id))
          AND w.kind IN ('', g.kind) AND NOT EXISTS (SELECT FROM law.weighed d
            WHERE d.withdrawal_id = w.id AND g.kind = ANY (d.kinds)));
CREATE VIEW law.open_line AS
  SELECT g.id, g.case_id, g.from_unit_id, g.to_unit_id, g.kind, g.record_id FROM law.standing_line g
   WHERE NOT EXISTS (
     SELECT FROM consent_consent k JOIN cases_case c ON c.id = g.case_id JOIN law.of_age b ON b.child_id = c.child_id
      WHERE k.id = g.consent_id AND k.given_at < b.at AND b.at <= statement_timestamp());

-- Open cases of the unit whose signals I take in: that there is one, and who leads it. So that the same child's second
-- signal joins it, also when the case is a colleague's and none of mine.
CREATE VIEW law.open_here WITH (security_barrier) AS
  SELECT id AS case_id, child_id, lead_id FROM cases_case
   WHERE (SELECT law.asking_has('INTAKE')) AND unit_id = (SELECT law.asking_unit()) AND closed_at IS NULL;

-- Cases whose lead works in the unit I manage: I may give them another lead.
CREATE VIEW law.headed WITH (security_barrier) AS
  SELECT c.id AS case_id FROM cases_case c JOIN agencies_membership m ON m.id = c.lead_id
   WHERE (SELECT law.asking_has('MANAGER')) AND m.unit_id = (SELECT law.asking_unit());

-- Cases I know of that have been closed, and when: what is closed is not opened again by a change.
CREATE VIEW law.ended WITH (security_barrier) AS
  SELECT id AS case_id, closed_at FROM cases_case
   WHERE closed_at IS NOT NULL AND id = ANY (ARRAY(SELECT case_id FROM law.known));

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
      SELECT c.id AS case_id, c.reference, c.closed_at, LEAST(g.ends_at, k.ends_at, w.withdrawn_at, c.closed_at, b.at) AS shut_at
        FROM cases_case c
        JOIN consent_grant g ON g.case_id = c.id AND g.to_unit_id = (SELECT law.asking_unit()) AND g.kind = 'PRESENCE'
         AND g.starts_at <= statement_timestamp() AND g.relied_at IS NOT NULL
        LEFT JOIN consent_consent k ON k.id = g.consent_id
        LEFT JOIN law.of_age b ON b.child_id = c.child_id AND k.given_at < b.at AND b.at <= statement_timestamp()
        LEFT JOIN LATERAL (
          SELECT min(withdrawn_at) AS withdrawn_at FROM consent_withdrawal b
           WHERE b.consent_id = g.consent_id AND b.kind IN ('', 'PRESENCE')
             AND (b.about_unit_id IS NULL OR b.about_unit_id IN (g.from_unit_id, g.to_unit_id))
             AND NOT EXISTS (SELECT FROM law.weighed d WHERE d.withdrawal_id = b.id AND g.kind = ANY (d.kinds))) w ON true
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
  SELECT a.id AS answer_id, a.consent_id FROM consent_answer a WHERE a.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken));
-- Who has said yes in a consent that names my unit, as a unit that relies on it must know: what they are for the child,
-- how far the yes goes and since when; neither a name nor their words, and no line about others.
CREATE VIEW law.heard WITH (security_barrier) AS
  SELECT a.consent_id, a.by_child, r.relation, a.said, a.answered_at FROM consent_answer a
    JOIN consent_consent k ON k.id = a.consent_id LEFT JOIN cases_relative r ON r.id = a.relative_id
   WHERE a.said IN ('YES', 'PARTLY') AND NOT a.about_self AND k.id = ANY (ARRAY(SELECT consent_id FROM law.agreement))
     AND k.case_id = ANY (ARRAY(SELECT case_id FROM law.known)) AND EXISTS (SELECT FROM law.door d WHERE d.case_id = k.case_id);
-- The lines that an answer in my unit's hands can refuse.
CREATE VIEW law.refusable WITH (security_barrier) AS
  SELECT a.id AS answer_id, g.id AS grant_id FROM consent_answer a JOIN consent_grant g ON g.consent_id = a.consent_id
   WHERE a.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken));
-- What one of several has taken back, in consents that my unit took: somebody with the lead weighs it.
CREATE VIEW law.by_one WITH (security_barrier) AS
  SELECT w.id AS withdrawal_id, w.consent_id, w.answer_id FROM consent_withdrawal w
   WHERE w.by_one AND w.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken));
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
REVOKE ALL ON law.open_line, law.standing_line, law.weighed, law.of_age FROM kring_web;
RESET ROLE;
