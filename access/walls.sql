-- Drafts, letters and the log: whose each is.

CREATE POLICY own ON access_draft FOR ALL TO kring_web USING (worker = (SELECT law.asking_worker()))
  WITH CHECK (worker = (SELECT law.asking_worker()) AND membership = (SELECT law.asking_membership()));
GRANT SELECT, INSERT, UPDATE (fields, saved_at, reminded_at), DELETE ON access_draft TO kring_web;

-- A unit's robot knows that a draft has waited, and whose it is; it marks those it has reminded of and deletes those
-- whose time is over. It cannot read one. (transaction_timestamp, so that reminding and marking mean the same drafts.)
GRANT SELECT (id, worker, membership, saved_at, reminded_at) ON access_draft TO kring_law;
CREATE POLICY law ON access_draft FOR SELECT TO kring_law USING (true);
SET ROLE kring_law;
CREATE VIEW law.stale_draft WITH (security_barrier) AS
  SELECT d.id AS draft_id, d.worker, d.reminded_at,
         d.saved_at < transaction_timestamp() - interval '14 days' AS is_over
    FROM access_draft d JOIN agencies_membership m ON m.id = d.membership
   WHERE (SELECT law.asking_has('ROBOT')) AND m.unit_id = (SELECT law.asking_unit())
     AND d.saved_at < transaction_timestamp() - interval '3 days';
GRANT SELECT ON law.stale_draft TO kring_web;
RESET ROLE;
CREATE POLICY remind ON access_draft FOR UPDATE TO kring_web
  USING (id IN (SELECT draft_id FROM law.stale_draft WHERE reminded_at IS NULL))
  WITH CHECK (reminded_at = transaction_timestamp());
CREATE POLICY sweep ON access_draft FOR DELETE TO kring_web
  USING (id IN (SELECT draft_id FROM law.stale_draft WHERE is_over));

-- A letter is written with its deed and read by its unit's robot alone.
CREATE POLICY pen ON access_outbox FOR INSERT TO kring_web WITH CHECK (unit = (SELECT law.asking_unit()));
CREATE POLICY sight ON access_outbox FOR SELECT TO kring_web USING (
  unit = (SELECT law.asking_unit()) AND (SELECT law.asking_has('ROBOT')));
CREATE POLICY change ON access_outbox FOR UPDATE TO kring_web USING (
  unit = (SELECT law.asking_unit()) AND (SELECT law.asking_has('ROBOT')));
GRANT SELECT, INSERT, UPDATE (state, sent_at, tries, due_at) ON access_outbox TO kring_web;

-- A line is added in one's own name and at the time it is. It is seen by the unit that did it and by the unit whose record or membership it
-- concerns, of those who work on the case; an agency's log reviewer sees those of all its units, its administrator
-- those about memberships.
CREATE POLICY pen ON access_trail FOR INSERT TO kring_web WITH CHECK (
  membership = (SELECT law.asking_membership()) AND worker = (SELECT law.asking_worker())
  AND unit = (SELECT law.asking_unit()) AND agency = (SELECT law.asking_agency())
  AND at BETWEEN statement_timestamp() AND clock_timestamp()
  AND (stood_for IS NULL OR stood_for IN (SELECT p.membership_id FROM law.in_place p WHERE p.case_id = access_trail."case")));
CREATE POLICY sight ON access_trail FOR SELECT TO kring_web USING (
  "case" = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (SELECT law.asking_unit()) IN (unit, owner_unit)
  OR (SELECT law.asking_has('LOG_REVIEWER')) AND (SELECT law.asking_agency()) IN (agency, owner_agency)
  OR (SELECT law.asking_has('ACCESS_ADMIN')) AND "case" IS NULL AND name LIKE 'agencies.%'
     AND owner_agency = (SELECT law.asking_agency()));
GRANT INSERT, SELECT (id, at, verb, name, membership, worker, unit, agency, owner_unit, owner_agency, "case", subjects,
                      standing_in, request, written_in) ON access_trail TO kring_web;

-- In whose place it was done tells who else works on the case: the doer's own unit and agency read it, nobody beside them.
GRANT SELECT (id, unit, stood_for) ON access_trail TO kring_law;
SET ROLE kring_law;
CREATE VIEW law.stood_for WITH (security_barrier) AS
  SELECT id AS line_id, stood_for AS membership_id FROM access_trail
   WHERE stood_for IS NOT NULL
     AND (unit = (SELECT law.asking_unit()) AND "case" = ANY (ARRAY(SELECT case_id FROM law.mine))
          OR (SELECT law.asking_has('LOG_REVIEWER')) AND agency = (SELECT law.asking_agency()));
GRANT SELECT ON law.stood_for TO kring_web;
RESET ROLE;
