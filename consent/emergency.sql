-- EMERGENCY OPENING
--
-- While an opening of yours runs you READ, in that one case and in no other, what your own AGENCY has of it: the records
-- that its units wrote, those that have been disclosed to one of them through a line and a door that are open now, the
-- family as its units wrote it down, and, when a unit of it opened the case or an open PRESENCE line leads to one, the
-- child. You write nothing, lead nothing and are told of no unit. A child with protected identity is opened only with the
-- right to protected names, and a mark that comes later ends the sight.
-- An opening is made in your own name for half an hour at most, by who works with children, around a case that your agency
-- has a part in and whose number you have typed whole: the law looks at that one number and lists nothing.
-- It is seen by you, by who manages your unit and by who reviews your agency's log; one of these, never you, reviews it.

SET ROLE kring_law;
-- The number typed in this transaction: a case's reference or an identity number. The law compares it and tells it to nobody.
CREATE FUNCTION law.sought() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.sought', true), '') $$;
RESET ROLE;

GRANT SELECT (id, case_id, worker_id, unit_id, agency_id, starts_at, ends_at, ended_at) ON consent_opening TO kring_law;
GRANT SELECT (opening_id, withheld_because) ON consent_openingreview TO kring_law;
GRANT SELECT (identity_number) ON cases_child TO kring_law;
GRANT SELECT (opened_at) ON cases_case TO kring_law;
GRANT SELECT (at, worker, unit, owner_unit, subjects) ON access_trail TO kring_law;
CREATE POLICY law ON consent_opening FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_openingreview FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;
-- My agency's doors: cases that one of its units opened, or that an open line tells one of them of. This view and the
-- next are for the views below and for nobody to read.
CREATE VIEW law.house_door AS
  SELECT c.id AS case_id, c.unit_id FROM cases_case c JOIN law.house h ON h.unit_id = c.unit_id
  UNION ALL
  SELECT g.case_id, g.to_unit_id FROM law.open_line g JOIN law.house h ON h.unit_id = g.to_unit_id
   WHERE g.kind = 'PRESENCE';
-- What has been shown to my agency and may be read by the unit that it was shown to.
CREATE VIEW law.house_shown AS
  SELECT s.record_id, s.case_id FROM consent_disclosure s
    JOIN law.house h ON h.unit_id = s.to_unit_id JOIN law.open_line g ON g.id = s.grant_id
   WHERE EXISTS (SELECT FROM law.house_door d WHERE d.case_id = s.case_id AND d.unit_id = s.to_unit_id);

-- The cases that the number typed now names and that my agency has a part in.
CREATE VIEW law.sought_case WITH (security_barrier) AS
  SELECT c.id AS case_id, c.opened_at, c.closed_at
    FROM (SELECT id FROM cases_case WHERE reference = (SELECT law.sought())
          UNION
          SELECT n.id FROM cases_child k JOIN cases_case n ON n.child_id = k.id
           WHERE k.identity_number = (SELECT law.sought())
             AND EXISTS (SELECT FROM law.house_door d WHERE d.case_id = n.id)) found
    JOIN cases_case c ON c.id = found.id JOIN cases_child k ON k.id = c.child_id
   WHERE ((SELECT law.asking_has('CASEWORKER')) OR (SELECT law.asking_has('INTAKE')) OR (SELECT law.asking_has('COORDINATOR')))
     AND (k.protected_code = '' OR (SELECT law.asking_has('PROTECTED')))
     AND (c.unit_id IN (SELECT unit_id FROM law.house)
       OR EXISTS (SELECT FROM cases_record r WHERE r.case_id = c.id AND r.unit_id IN (SELECT unit_id FROM law.house))
       OR EXISTS (SELECT FROM law.house_shown s WHERE s.case_id = c.id));

-- My openings that run; the child is named where a door of my agency's is open.
CREATE VIEW law.emergency WITH (security_barrier) AS
  SELECT o.id AS opening_id, o.case_id,
         CASE WHEN EXISTS (SELECT FROM law.house_door d WHERE d.case_id = o.case_id) THEN c.child_id END AS child_id
    FROM consent_opening o JOIN cases_case c ON c.id = o.case_id JOIN cases_child k ON k.id = c.child_id
   WHERE o.worker_id = (SELECT law.asking_worker()) AND o.unit_id = (SELECT law.asking_unit())
     AND o.starts_at <= statement_timestamp() AND statement_timestamp() < o.ends_at AND o.ended_at IS NULL
     AND (k.protected_code = '' OR (SELECT law.asking_has('PROTECTED')));
CREATE VIEW law.emergency_shown WITH (security_barrier) AS
  SELECT s.record_id FROM law.house_shown s JOIN law.emergency e ON e.case_id = s.case_id;
-- Whom to call about it: those of my agency who work on the case.
CREATE VIEW law.emergency_contact WITH (security_barrier) AS
  SELECT e.case_id, l.user_id AS worker_id, l.unit_id
    FROM law.emergency e JOIN cases_caseload l ON l.content_object_id = e.case_id JOIN law.house h ON h.unit_id = l.unit_id
   WHERE l.starts_at <= statement_timestamp() AND (l.ends_at IS NULL OR statement_timestamp() < l.ends_at)
  UNION
  SELECT e.case_id, m.worker_id, m.unit_id
    FROM law.emergency e JOIN cases_case c ON c.id = e.case_id JOIN agencies_membership m ON m.id = c.lead_id
    JOIN law.house h ON h.unit_id = m.unit_id;

-- What the openings that I may see are called, and those that are mine to review.
CREATE VIEW law.opened WITH (security_barrier) AS
  SELECT o.id AS opening_id, c.reference FROM consent_opening o JOIN cases_case c ON c.id = o.case_id
   WHERE o.worker_id = (SELECT law.asking_worker()) AND o.unit_id = (SELECT law.asking_unit())
      OR (SELECT law.asking_has('MANAGER')) AND o.unit_id = (SELECT law.asking_unit())
      OR (SELECT law.asking_has('LOG_REVIEWER')) AND o.agency_id = (SELECT law.asking_agency());
CREATE VIEW law.reviewable WITH (security_barrier) AS
  SELECT id AS opening_id, unit_id FROM consent_opening
   WHERE worker_id <> (SELECT law.asking_worker())
     AND ((SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit())
       OR (SELECT law.asking_has('LOG_REVIEWER')) AND agency_id = (SELECT law.asking_agency()));

-- Openings by my own agency, in cases I work on and of whose lines my unit has one in the log, that a reviewer has decided
-- that the family's log does not show: whose lines it leaves out, and between which moments. Why stays with those who
-- review, and to a unit that has no such line it is not told that there was an opening.
CREATE VIEW law.withheld WITH (security_barrier) AS
  SELECT o.case_id, o.worker_id, o.starts_at, COALESCE(o.ended_at, o.ends_at) AS ends_at
    FROM consent_opening o JOIN consent_openingreview r ON r.opening_id = o.id AND r.withheld_because <> ''
   WHERE o.agency_id = (SELECT law.asking_agency()) AND o.case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND EXISTS (
       SELECT FROM access_trail t
        WHERE t."case" = o.case_id AND (SELECT law.asking_unit()) IN (t.unit, t.owner_unit)
          AND (o.id = ANY (t.subjects)
            OR t.worker = o.worker_id AND t.at BETWEEN o.starts_at AND COALESCE(o.ended_at, o.ends_at)));

GRANT SELECT ON law.sought_case, law.emergency, law.emergency_shown, law.emergency_contact, law.opened, law.reviewable,
  law.withheld TO kring_web;
RESET ROLE;

CREATE POLICY sight ON consent_opening FOR SELECT TO kring_web USING (
  worker_id = (SELECT law.asking_worker()) AND unit_id = (SELECT law.asking_unit())
  OR (SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit())
  OR (SELECT law.asking_has('LOG_REVIEWER')) AND agency_id = (SELECT law.asking_agency()));
CREATE POLICY pen ON consent_opening FOR INSERT TO kring_web WITH CHECK (
  membership_id = (SELECT law.asking_membership()) AND worker_id = (SELECT law.asking_worker())
  AND unit_id = (SELECT law.asking_unit()) AND agency_id = (SELECT law.asking_agency())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.sought_case))
  AND law.is_now(starts_at)
  AND ends_at <= starts_at + interval '30 minutes' AND ended_at IS NULL);
-- Who opened it may be done sooner; what has ended does not begin again.
CREATE POLICY change ON consent_opening FOR UPDATE TO kring_web
  USING (worker_id = (SELECT law.asking_worker()) AND unit_id = (SELECT law.asking_unit()) AND ended_at IS NULL)
  WITH CHECK (law.is_now(ended_at));
GRANT SELECT, INSERT, UPDATE (ended_at) ON consent_opening TO kring_web;

CREATE POLICY sight ON consent_openingreview FOR SELECT TO kring_web USING (
  opening_id = ANY (ARRAY(SELECT opening_id FROM law.opened)));
CREATE POLICY pen ON consent_openingreview FOR INSERT TO kring_web WITH CHECK (
  reviewed_by_id = (SELECT law.asking_membership()) AND EXISTS (
    SELECT FROM law.reviewable r WHERE r.opening_id = consent_openingreview.opening_id
       AND r.unit_id = consent_openingreview.unit_id));
GRANT SELECT, INSERT ON consent_openingreview TO kring_web;

-- What a running opening shows.
CREATE POLICY emergency ON cases_child FOR SELECT TO kring_web USING (
  id = ANY (ARRAY(SELECT child_id FROM law.emergency)));
CREATE POLICY emergency ON cases_record FOR SELECT TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.emergency)) AND (
    unit_id IN (SELECT unit_id FROM law.house)
    OR EXISTS (SELECT FROM law.emergency_shown s WHERE s.record_id = cases_record.id)));
CREATE POLICY emergency ON cases_relative FOR SELECT TO kring_web USING (
  child_id = ANY (ARRAY(SELECT child_id FROM law.emergency)) AND unit_id IN (SELECT unit_id FROM law.house));
