-- THE REGISTRAR
--
-- What an agency's units have been shown by another agency is an official document there, also when the consent has been
-- taken back. Its registrar alone, and nobody else for that, READS the version that was disclosed: one record at a time, for
-- half an hour, after typing a case's number or the day and a reason, in a row that stands. No case, no child, nothing of
-- what the own agency has written, and nothing that was never disclosed to it.

SET ROLE kring_law;
-- The day typed in this transaction; the number is law.sought() (consent/emergency.sql).
CREATE FUNCTION law.sought_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.sought_day', true), '')::date $$;
RESET ROLE;

GRANT SELECT (id, unit_id, disclosed_at) ON consent_disclosure TO kring_law;
GRANT SELECT (id, disclosure_id, worker_id, unit_id, agency_id, ends_at) ON consent_production TO kring_law;
CREATE POLICY law ON consent_production FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;
-- What my agency has received under the number and on the day typed; without either, nothing.
CREATE VIEW law.received WITH (security_barrier) AS
  SELECT s.id AS disclosure_id, s.case_id, c.reference, s.disclosed_at, s.unit_id, s.to_unit_id, r.kind
    FROM consent_disclosure s JOIN law.house h ON h.unit_id = s.to_unit_id
    JOIN cases_case c ON c.id = s.case_id JOIN cases_record r ON r.id = s.record_id
   WHERE (SELECT law.asking_has('REGISTRAR')) AND s.unit_id NOT IN (SELECT unit_id FROM law.house)
     AND ((SELECT law.sought()) IS NOT NULL OR (SELECT law.sought_day()) IS NOT NULL)
     AND ((SELECT law.sought()) IS NULL OR c.reference = (SELECT law.sought()))
     AND ((SELECT law.sought_day()) IS NULL
       OR (s.disclosed_at AT TIME ZONE 'Europe/Stockholm')::date = (SELECT law.sought_day()));
-- What I have taken out and may read now.
CREATE VIEW law.produced WITH (security_barrier) AS
  SELECT p.id AS production_id, s.record_id, s.case_id, c.reference, s.disclosed_at, s.unit_id, s.to_unit_id
    FROM consent_production p JOIN consent_disclosure s ON s.id = p.disclosure_id JOIN cases_case c ON c.id = s.case_id
   WHERE (SELECT law.asking_has('REGISTRAR')) AND p.worker_id = (SELECT law.asking_worker())
     AND p.agency_id = (SELECT law.asking_agency()) AND statement_timestamp() < p.ends_at;
GRANT SELECT ON law.received, law.produced TO kring_web;
RESET ROLE;

CREATE POLICY sight ON consent_production FOR SELECT TO kring_web USING (
  agency_id = (SELECT law.asking_agency()) AND ((SELECT law.asking_has('LOG_REVIEWER'))
    OR worker_id = (SELECT law.asking_worker()) AND (SELECT law.asking_has('REGISTRAR'))));
CREATE POLICY pen ON consent_production FOR INSERT TO kring_web WITH CHECK (
  membership_id = (SELECT law.asking_membership()) AND worker_id = (SELECT law.asking_worker())
  AND unit_id = (SELECT law.asking_unit()) AND agency_id = (SELECT law.asking_agency())
  AND law.is_now(made_at)
  AND ends_at <= made_at + interval '30 minutes' AND EXISTS (
    SELECT FROM law.received s
     WHERE s.disclosure_id = consent_production.disclosure_id AND s.case_id = consent_production.case_id));
GRANT SELECT, INSERT ON consent_production TO kring_web;

CREATE POLICY registrar ON cases_record FOR SELECT TO kring_web USING (
  id = ANY (ARRAY(SELECT record_id FROM law.produced)));
