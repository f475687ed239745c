-- THE RIGHT TO PROTECTED NAMES
--
-- Who sees the names of the protected children around whom they work has been given that by the access administrator of
-- the own agency, in a row of its own with a reason and an end, never to oneself and for a year at most. It runs from the
-- second that it is given and ends by itself, in the middle of a transaction too (law.asking_has). That somebody has it is
-- open as every role is; why, those read who give it and who review the log, and the one who has it.

GRANT SELECT (membership_id, given_at, ends_at) ON agencies_protectedright TO kring_law;
CREATE POLICY law ON agencies_protectedright FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;
-- Read before anybody is asking, as the roles are (access/actor.py).
CREATE VIEW law.protected_right WITH (security_barrier) AS
  SELECT membership_id, max(ends_at) AS ends_at FROM agencies_protectedright
   WHERE given_at <= statement_timestamp() AND statement_timestamp() < ends_at GROUP BY membership_id;
-- Seats of my agency that are somebody else's.
CREATE VIEW law.other_seat WITH (security_barrier) AS
  SELECT m.id AS membership_id, m.unit_id FROM agencies_membership m
   WHERE m.worker_id <> (SELECT law.asking_worker()) AND m.unit_id IN (SELECT unit_id FROM law.house);
GRANT SELECT ON law.protected_right, law.other_seat TO kring_web;
RESET ROLE;

CREATE POLICY sight ON agencies_protectedright FOR SELECT TO kring_web USING (
  membership_id = (SELECT law.asking_membership())
  OR unit_id IN (SELECT unit_id FROM law.house)
     AND ((SELECT law.asking_has('ACCESS_ADMIN')) OR (SELECT law.asking_has('LOG_REVIEWER'))));
CREATE POLICY pen ON agencies_protectedright FOR INSERT TO kring_web WITH CHECK (
  (SELECT law.asking_has('ACCESS_ADMIN')) AND given_by_id = (SELECT law.asking_membership())
  AND law.is_now(given_at)
  AND EXISTS (SELECT FROM law.other_seat o WHERE o.membership_id = agencies_protectedright.membership_id
                AND o.unit_id = agencies_protectedright.unit_id));
-- It is ended sooner, now, and never prolonged.
CREATE POLICY change ON agencies_protectedright FOR UPDATE TO kring_web
  USING ((SELECT law.asking_has('ACCESS_ADMIN')) AND ends_at > statement_timestamp()
    AND membership_id IN (SELECT membership_id FROM law.other_seat))
  WITH CHECK (law.is_now(ends_at));
GRANT SELECT, INSERT, UPDATE (ends_at) ON agencies_protectedright TO kring_web;
