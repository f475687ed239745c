-- THE LOG REVIEW (PDL 4:3, HSLF-FS 2016:40, lag 2001:454 10 §)
--
-- Each month Kring draws visits of an agency's own people, by lot and by risk, and the agency's log reviewers sign them.
-- A reviewer sees what was drawn in the own agency, and signs as themselves, never a line about themselves. What has
-- been drawn or signed is never changed. The robot of one of the agency's units draws, out of the agency's own lines,
-- and reads nothing of what has been signed.
--
-- What a reviewer passes on is read by who manages the unit of the visit, never by the one it is about: whose visit it was,
-- what they did in that case on that day in that unit, and the reviewer's words. No content, and nothing of another unit's.
-- The manager answers once, in words; the agency's reviewers read it. Until then it waits on the manager's day.
--
-- Here alone the law reads names: surnames, which it compares and does not tell (law.drawable). For a protected child it
-- does not even compare: that a name is the same would say what it is.

GRANT SELECT (id, at, verb, membership, worker, unit, standing_in) ON access_trail TO kring_law;
GRANT SELECT (is_robot, hours, name) ON agencies_worker TO kring_law;
GRANT SELECT (family_name) ON cases_child TO kring_law;
GRANT SELECT (child_id, name) ON cases_relative TO kring_law;
GRANT SELECT (id, agency) ON access_draw TO kring_law;
GRANT SELECT (name) ON access_trail TO kring_law;
GRANT SELECT (id, agency, line, worker, unit, "case", at) ON access_sample TO kring_law;
GRANT SELECT (sample_id, outcome, signed_at) ON access_signoff TO kring_law;
GRANT SELECT (sample_id) ON access_reply TO kring_law;
CREATE POLICY law ON access_draw FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON access_sample FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON access_signoff FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON access_reply FOR SELECT TO kring_law USING (true);

-- Privileges hold the logins; this holds the owner as well, as it does for the log (access/seals.sql).
CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_draw
  FOR EACH STATEMENT EXECUTE FUNCTION public.trail_is_never_changed();
CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_sample
  FOR EACH STATEMENT EXECUTE FUNCTION public.trail_is_never_changed();
CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_signoff
  FOR EACH STATEMENT EXECUTE FUNCTION public.trail_is_never_changed();
CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_reply
  FOR EACH STATEMENT EXECUTE FUNCTION public.trail_is_never_changed();

SET ROLE kring_law;

-- An hour on either side of somebody's own working hours is still work; without hours of their own, weekdays 7 to 18. Whoever
-- says that they work more than twelve hours of a day has said nothing: else one could write oneself out of the sample.
CREATE FUNCTION law.outside_hours(at timestamptz, hours jsonb) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT NOT COALESCE(CASE
      WHEN hours = '{}'::jsonb
        OR (hours -> d.weekday::text ->> 1)::interval - (hours -> d.weekday::text ->> 0)::interval > interval '12 hours'
        THEN d.weekday <= 5 AND d.clock BETWEEN interval '7 hours' AND interval '18 hours'
      ELSE d.clock BETWEEN (hours -> d.weekday::text ->> 0)::interval - interval '1 hour'
                       AND (hours -> d.weekday::text ->> 1)::interval + interval '1 hour' END, false)
    FROM (SELECT extract(isodow FROM at AT TIME ZONE 'Europe/Stockholm')::int AS weekday,
                 (at AT TIME ZONE 'Europe/Stockholm')::time::interval AS clock) d $$;
-- The parts of a family name, each of which may be the one that is shared: "Öberg-Lind", "af Klint".
CREATE FUNCTION law.surnames(family_name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT COALESCE(array_agg(part), '{}') FROM regexp_split_to_table(lower(family_name), '[\s-]+') AS part
   WHERE length(part) > 1
     AND part <> ALL ('{af,von,van,der,de,da,di,dos,del,la,el,al,bin,ibn,abu}'::text[]) $$;
CREATE FUNCTION law.without_given_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(name, '^\S+\s*', '') $$;

-- What may be drawn: lines of people of the asker's agency, in a case, each with the risks that it carries.
CREATE VIEW law.drawable WITH (security_barrier) AS
  SELECT t.id AS line_id, t.at, t.worker, t.unit, t."case" AS case_id,
         (t.at AT TIME ZONE 'Europe/Stockholm')::date AS day,
         array_remove(ARRAY[
           CASE WHEN k.protected_code <> '' THEN 'PROTECTED' END,
           CASE WHEN law.outside_hours(t.at, w.hours) THEN 'OUTSIDE' END,
           CASE WHEN k.protected_code = '' AND (
             law.surnames(k.family_name) && law.surnames(law.without_given_name(w.name))
             OR EXISTS (SELECT FROM cases_relative r WHERE r.child_id = k.id
                 AND law.surnames(law.without_given_name(r.name)) && law.surnames(law.without_given_name(w.name))))
             THEN 'NAMESAKE' END,
           -- Opened without doing anything, a month before or after.
           CASE WHEN t.verb = 'READ' AND NOT EXISTS (
             SELECT FROM access_trail d WHERE d."case" = t."case" AND d.worker = t.worker AND d.verb = 'DID'
                AND d.at BETWEEN t.at - interval '30 days' AND t.at + interval '30 days') THEN 'IDLE' END,
           -- The work around the child had ended, or one's own part in it.
           CASE WHEN c.closed_at < t.at - interval '1 day' OR NOT t.standing_in AND c.lead_id <> t.membership
             AND EXISTS (SELECT FROM cases_caseload l WHERE l.content_object_id = c.id AND l.user_id = t.worker
                            AND l.unit_id = t.unit AND l.ends_at <= t.at)
             AND NOT EXISTS (SELECT FROM cases_caseload l WHERE l.content_object_id = c.id AND l.user_id = t.worker
                                AND l.unit_id = t.unit AND l.starts_at <= t.at
                                AND (l.ends_at IS NULL OR t.at < l.ends_at)) THEN 'LATE' END,
           CASE WHEN EXISTS (
             SELECT FROM consent_opening o WHERE o.case_id = c.id AND o.worker_id = t.worker AND o.unit_id = t.unit
                AND o.starts_at <= t.at AND t.at < COALESCE(o.ended_at, o.ends_at)) THEN 'EMERGENCY' END
         ], NULL) AS reasons
    FROM access_trail t JOIN agencies_worker w ON w.id = t.worker AND NOT w.is_robot
    JOIN cases_case c ON c.id = t."case" JOIN cases_child k ON k.id = c.child_id
   WHERE (SELECT law.asking_has('ROBOT')) AND t.agency = (SELECT law.asking_agency()) AND t.verb IN ('READ', 'DID');

CREATE VIEW law.own_draw WITH (security_barrier) AS
  SELECT id AS draw_id FROM access_draw
   WHERE (SELECT law.asking_has('ROBOT')) AND agency = (SELECT law.asking_agency());

-- What the asker may sign: everything drawn in the own agency but the lines about themselves.
CREATE VIEW law.signable WITH (security_barrier) AS
  SELECT id AS sample_id FROM access_sample
   WHERE (SELECT law.asking_has('LOG_REVIEWER')) AND agency = (SELECT law.asking_agency())
     AND worker <> (SELECT law.asking_worker());

-- Through which door a drawn line was read, as it stood then: the worker's part in the case, and why the unit was with.
-- No other unit is named: who else helps the child is none of a reviewer's business.
CREATE VIEW law.doorway WITH (security_barrier) AS
  SELECT s.id AS sample_id,
         CASE WHEN t.standing_in THEN 'STAND_IN'
              WHEN EXISTS (SELECT FROM cases_caseload l WHERE l.content_object_id = c.id AND l.user_id = t.worker
                              AND l.unit_id = t.unit AND l.starts_at <= t.at
                              AND (l.ends_at IS NULL OR t.at < l.ends_at)) THEN 'CASELOAD'
              WHEN c.lead_id = t.membership THEN 'LEAD'
              WHEN EXISTS (
                SELECT FROM consent_opening o WHERE o.case_id = c.id AND o.worker_id = t.worker AND o.unit_id = t.unit
                   AND o.starts_at <= t.at AND t.at < COALESCE(o.ended_at, o.ends_at)) THEN 'EMERGENCY'
              WHEN m.roles @> ARRAY['MANAGER']::varchar[] THEN 'MANAGER'
              WHEN m.roles @> ARRAY['INTAKE']::varchar[] THEN 'INTAKE' ELSE '' END AS part,
         CASE WHEN c.unit_id = t.unit THEN 'OPENED' ELSE COALESCE((
           SELECT g.basis FROM consent_grant g
            WHERE g.case_id = c.id AND g.to_unit_id = t.unit AND g.kind = 'PRESENCE' AND g.starts_at <= t.at
            ORDER BY g.starts_at DESC, g.id LIMIT 1), (
           SELECT 'ASKED' FROM cases_involvement i WHERE i.case_id = c.id AND i.unit_id = t.unit LIMIT 1), '') END AS door
    FROM access_sample s JOIN access_trail t ON t.id = s.line JOIN agencies_membership m ON m.id = t.membership
    JOIN cases_case c ON c.id = t."case"
   WHERE (SELECT law.asking_has('LOG_REVIEWER')) AND s.agency = (SELECT law.asking_agency());

-- What has been passed on to me as the manager of the unit: never a line about myself. The case by its reference, of a
-- protected child by its mask.
CREATE VIEW law.passed_on WITH (security_barrier) AS
  SELECT s.id AS sample_id, s.worker, s.unit, s.line, s."case" AS case_id, s.at, o.signed_at, c.reference,
         k.protected_code, EXISTS (SELECT FROM access_reply r WHERE r.sample_id = s.id) AS is_answered
    FROM access_sample s JOIN access_signoff o ON o.sample_id = s.id AND o.outcome = 'PASS_ON'
    JOIN cases_case c ON c.id = s."case" JOIN cases_child k ON k.id = c.child_id
   WHERE (SELECT law.asking_has('MANAGER')) AND s.unit = (SELECT law.asking_unit())
     AND s.agency = (SELECT law.asking_agency()) AND s.worker <> (SELECT law.asking_worker());
-- What the one it is about did that day, in that case and in that unit: the acts by name, and not about what.
CREATE VIEW law.passed_line WITH (security_barrier) AS
  SELECT p.sample_id, t.id AS line_id, t.at, t.verb, t.name, t.standing_in
    FROM law.passed_on p JOIN access_trail t ON t."case" = p.case_id AND t.worker = p.worker AND t.unit = p.unit
     AND (t.at AT TIME ZONE 'Europe/Stockholm')::date = (p.at AT TIME ZONE 'Europe/Stockholm')::date;

GRANT SELECT ON law.drawable, law.own_draw, law.signable, law.doorway, law.passed_on, law.passed_line TO kring_web;
RESET ROLE;

CREATE POLICY sight ON access_draw FOR SELECT TO kring_web USING (
  agency = (SELECT law.asking_agency()) AND ((SELECT law.asking_has('LOG_REVIEWER')) OR (SELECT law.asking_has('ROBOT'))));
CREATE POLICY pen ON access_draw FOR INSERT TO kring_web WITH CHECK (
  agency = (SELECT law.asking_agency()) AND (SELECT law.asking_has('ROBOT')));
GRANT SELECT, INSERT ON access_draw TO kring_web;

CREATE POLICY sight ON access_sample FOR SELECT TO kring_web USING (
  agency = (SELECT law.asking_agency()) AND (SELECT law.asking_has('LOG_REVIEWER'))
  OR id = ANY (ARRAY(SELECT sample_id FROM law.passed_on)));
CREATE POLICY pen ON access_sample FOR INSERT TO kring_web WITH CHECK (
  agency = (SELECT law.asking_agency()) AND draw_id IN (SELECT draw_id FROM law.own_draw) AND EXISTS (
    SELECT FROM law.drawable d WHERE d.line_id = access_sample.line AND d.worker = access_sample.worker
       AND d.unit = access_sample.unit AND d.case_id = access_sample."case" AND d.at = access_sample.at));
GRANT SELECT, INSERT ON access_sample TO kring_web;

CREATE POLICY sight ON access_signoff FOR SELECT TO kring_web USING (
  agency = (SELECT law.asking_agency()) AND (SELECT law.asking_has('LOG_REVIEWER'))
  OR sample_id = ANY (ARRAY(SELECT sample_id FROM law.passed_on)));
CREATE POLICY pen ON access_signoff FOR INSERT TO kring_web WITH CHECK (
  agency = (SELECT law.asking_agency()) AND signed_by = (SELECT law.asking_membership())
  AND sample_id IN (SELECT sample_id FROM law.signable));
GRANT SELECT, INSERT ON access_signoff TO kring_web;

CREATE POLICY sight ON access_reply FOR SELECT TO kring_web USING (
  agency = (SELECT law.asking_agency()) AND (SELECT law.asking_has('LOG_REVIEWER'))
  OR sample_id = ANY (ARRAY(SELECT sample_id FROM law.passed_on)));
CREATE POLICY pen ON access_reply FOR INSERT TO kring_web WITH CHECK (
  agency = (SELECT law.asking_agency()) AND unit = (SELECT law.asking_unit())
  AND replied_by = (SELECT law.asking_membership()) AND sample_id = ANY (ARRAY(SELECT sample_id FROM law.passed_on)));
GRANT SELECT, INSERT ON access_reply TO kring_web;
