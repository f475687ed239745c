-- What an invitation's answer may change of it. Whoever is asked, by a link or in a seat, answers: whether they come, with a
-- line and the time of it, in nobody else's name. When one is asked for, whether one's link holds and whether one was
-- there is the lead's to say, and the manager's while the lead is away. (Who marks a child as protected silences them all.)

GRANT SELECT (attended, via, part_from, part_until) ON coordination_invitation TO kring_law;

SET ROLE kring_law;

-- Invitations to me, as they stand beside my answer: a guest's one, and those of my seats.
CREATE VIEW law.asked_me WITH (security_barrier) AS
  SELECT id AS invitation_id, revoked_at, serial, attended, via, part_from, part_until FROM coordination_invitation
   WHERE id = (SELECT law.asking_guest()) OR membership_id = ANY ((SELECT law.asking_memberships())::uuid[]);

GRANT SELECT ON law.asked_me TO kring_web;
RESET ROLE;

CREATE POLICY answering ON coordination_invitation AS RESTRICTIVE FOR UPDATE TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.adrift))
  OR case_id = ANY (ARRAY(SELECT case_id FROM law.shielded))
  OR id = ANY (ARRAY(SELECT invitation_id FROM law.asked_me))) WITH CHECK (
  case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.adrift))
  OR via = 'TOLD' AND case_id = ANY (ARRAY(SELECT case_id FROM law.shielded))
  OR (noted_by_id IS NULL OR noted_by_id = (SELECT law.asking_membership())) AND EXISTS (
    SELECT FROM law.asked_me o WHERE o.invitation_id = coordination_invitation.id
       AND (o.revoked_at, o.serial, o.attended, o.via, o.part_from, o.part_until)
         IS NOT DISTINCT FROM (coordination_invitation.revoked_at, coordination_invitation.serial,
           coordination_invitation.attended, coordination_invitation.via, coordination_invitation.part_from,
           coordination_invitation.part_until)));
