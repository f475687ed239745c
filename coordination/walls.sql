-- Meetings, invitations and plans: whose each is.
--
-- You see a MEETING of a case that you work on when your unit booked it or somebody of your unit is asked to it; who
-- manages the unit sees one that its lead is away from, to take it or to move it. You see who else is asked as far as your
-- unit may know of theirs, and the family. A GUEST with a link sees one invitation and its meeting, for as long as the
-- work goes on and, from another unit, a line covers that unit. A GOAL or a MEASURE is
-- seen by those who may read the record that it was agreed in; a measure also by the unit of the one who does it, and once
-- that one has left, or is away with nobody in the place, by who manages the unit, to give it on. That
-- somebody is busy is a bare interval. A robot sees dates and addressees.

GRANT SELECT (id, case_id, unit_id, starts_at, ends_at, state) ON coordination_meeting TO kring_law;
GRANT SELECT (id, meeting_id, case_id, unit_id, guest_unit_id, membership_id, revoked_at, serial) ON coordination_invitation TO kring_law;
GRANT SELECT (id, case_id, responsible_id, responsible_unit_id, due_on, state) ON coordination_measure TO kring_law;
GRANT SELECT (absent_id, stand_in_id, starts_at, ends_at) ON agencies_standin TO kring_law;
CREATE POLICY law ON agencies_standin FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON coordination_meeting FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON coordination_invitation FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON coordination_measure FOR SELECT TO kring_law USING (true);

SET ROLE kring_law;

CREATE FUNCTION law.asking_guest() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('kring.guest', true), '')::uuid $$;

-- Meetings that somebody of my unit is asked to.
CREATE VIEW law.invited WITH (security_barrier) AS
  SELECT meeting_id FROM coordination_invitation
   WHERE guest_unit_id = (SELECT law.asking_unit()) AND revoked_at IS NULL;

CREATE VIEW law.meeting WITH (security_barrier) AS
  SELECT m.id AS meeting_id FROM coordination_meeting m
   WHERE m.case_id = ANY (ARRAY(SELECT case_id FROM law.known))
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = m.case_id)
     AND (m.unit_id = (SELECT law.asking_unit()) OR EXISTS (SELECT FROM law.invited i WHERE i.meeting_id = m.id));

-- Meetings to come of the cases led from the unit I manage, while the lead is on leave or has left.
-- I may take such a meeting, move it and call it off.
CREATE VIEW law.adrift WITH (security_barrier) AS
  SELECT m.id AS meeting_id, m.case_id FROM coordination_meeting m JOIN cases_case c ON c.id = m.case_id
    JOIN agencies_membership l ON l.id = c.lead_id
   WHERE c.id = ANY (ARRAY(SELECT case_id FROM law.headed)) AND m.state = 'BOOKED' AND statement_timestamp() < m.ends_at
     AND (l.ends_at <= statement_timestamp() OR EXISTS (
       SELECT FROM agencies_standin s
        WHERE s.absent_id = l.id AND s.starts_at <= statement_timestamp() AND statement_timestamp() < s.ends_at));

-- The one meeting of a guest's link, for as long as the link holds, and the unit that sent it. Whoever comes from another
-- unit has the link while that unit may be told that the work goes on; nobody has it when the work has ended, nor to a
-- meeting around a protected child.
CREATE VIEW law.guest_meeting WITH (security_barrier) AS
  SELECT i.meeting_id, i.id AS invitation_id, i.serial, i.unit_id, u.agency_id FROM coordination_invitation i
    JOIN coordination_meeting m ON m.id = i.meeting_id JOIN agencies_unit u ON u.id = i.unit_id
    JOIN cases_case c ON c.id = i.case_id AND c.closed_at IS NULL
    JOIN cases_child k ON k.id = c.child_id AND k.protected_code = ''
   WHERE i.id = (SELECT law.asking_guest()) AND i.revoked_at IS NULL AND m.state = 'BOOKED'
     AND statement_timestamp() < m.ends_at
     AND (i.guest_unit_id IS NULL OR i.guest_unit_id = i.unit_id OR EXISTS (
       SELECT FROM law.open_line o WHERE o.case_id = i.case_id AND o.from_unit_id = i.unit_id
          AND o.to_unit_id = i.guest_unit_id AND o.kind = 'PRESENCE'));

-- Invitations in the cases I lead to somebody whose unit may no longer be told by the unit that asked.
CREATE VIEW law.uncovered WITH (security_barrier) AS
  SELECT i.id AS invitation_id FROM coordination_invitation i
   WHERE (i.case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR i.case_id = ANY (ARRAY(SELECT case_id FROM law.adrift)))
     AND i.guest_unit_id <> i.unit_id AND NOT EXISTS (
     SELECT FROM law.open_line o WHERE o.case_id = i.case_id AND o.from_unit_id = i.unit_id
        AND o.to_unit_id = i.guest_unit_id AND o.kind = 'PRESENCE');

-- Units that may sit at one table in the cases I lead: of those that my unit may tell, who may know of whom, by consent or
-- inside one agency. Lines by law between two others are not among them.
CREATE VIEW law.acquainted WITH (security_barrier) AS
  SELECT o.case_id, o.from_unit_id, o.to_unit_id FROM law.open_line o JOIN consent_grant g ON g.id = o.id
   WHERE o.kind = 'PRESENCE' AND g.basis IN ('CONSENT', 'INTERNAL') 
     AND (o.case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR o.case_id = ANY (ARRAY(SELECT case_id FROM law.adrift)))
     AND EXISTS (SELECT FROM law.covered c WHERE c.case_id = o.case_id AND c.unit_id = o.from_unit_id)
     AND EXISTS (SELECT FROM law.covered c WHERE c.case_id = o.case_id AND c.unit_id = o.to_unit_id);

-- Which units are asked to the meetings I lead.
CREATE VIEW law.seated WITH (security_barrier) AS
  SELECT meeting_id, guest_unit_id AS unit_id FROM coordination_invitation
   WHERE revoked_at IS NULL AND guest_unit_id IS NOT NULL AND case_id = ANY (ARRAY(SELECT case_id FROM law.led));

-- Invitations that my unit has sent.
CREATE VIEW law.sent WITH (security_barrier) AS
  SELECT id::text AS invitation FROM coordination_invitation WHERE unit_id = (SELECT law.asking_unit());

-- Records that I may read: my unit's own, and those shown to it while the door is open.
CREATE VIEW law.readable WITH (security_barrier) AS
  SELECT r.id AS record_id FROM cases_record r
   WHERE r.case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (
     r.unit_id = (SELECT law.asking_unit())
     OR EXISTS (SELECT FROM law.door d WHERE d.case_id = r.case_id)
        AND EXISTS (SELECT FROM law.shown s WHERE s.record_id = r.id));

-- Cases in which what is agreed may be told to my unit; a line of law is for its one record, and not for the plan.
CREATE VIEW law.agreed WITH (security_barrier) AS
  SELECT case_id FROM law.open_line
   WHERE to_unit_id = (SELECT law.asking_unit()) AND kind = 'AGREED' AND record_id IS NULL;

-- Who can be given something to do, in the cases I know of: whoever works there now, of the units that I may know of.
CREATE VIEW law.hands WITH (security_barrier) AS
  SELECT l.content_object_id AS case_id, s.id AS membership_id, s.unit_id FROM cases_caseload l
    JOIN agencies_membership s ON s.worker_id = l.user_id AND s.unit_id = l.unit_id
   WHERE l.content_object_id = ANY (ARRAY(SELECT case_id FROM law.known))
     AND l.starts_at <= statement_timestamp() AND (l.ends_at IS NULL OR statement_timestamp() < l.ends_at)
     AND s.starts_at <= statement_timestamp() AND (s.ends_at IS NULL OR statement_timestamp() < s.ends_at)
     AND (s.unit_id = (SELECT law.asking_unit())
       OR EXISTS (SELECT FROM law.presence p WHERE p.case_id = l.content_object_id AND p.unit_id = s.unit_id));

-- Seats whose holder is away now with nobody in their place: for the view below and for nobody to read.
CREATE VIEW law.unmanned WITH (security_barrier) AS
  SELECT absent_id AS seat_id FROM agencies_standin
   WHERE starts_at <= statement_timestamp() AND statement_timestamp() < ends_at
   GROUP BY absent_id HAVING count(stand_in_id) = 0;

-- What somebody of the unit I manage has left open, who has gone, no longer works on the case, or is away with nobody in
-- their place: mine to give on.
CREATE VIEW law.to_give WITH (security_barrier) AS
  SELECT m.id AS measure_id FROM coordination_measure m JOIN cases_case c ON c.id = m.case_id AND c.closed_at IS NULL
   WHERE (SELECT law.asking_has('MANAGER')) AND m.responsible_unit_id = (SELECT law.asking_unit()) AND m.state = 'OPEN'
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = m.case_id)
     AND (m.responsible_id <> c.lead_id
          AND NOT EXISTS (SELECT FROM law.hands h WHERE h.case_id = m.case_id AND h.membership_id = m.responsible_id)
          OR m.responsible_id IN (SELECT seat_id FROM law.unmanned));

-- Who does what, as it stands, of what I see: a policy compares the new with this.
CREATE VIEW law.doing WITH (security_barrier) AS
  SELECT m.id AS measure_id, m.responsible_id FROM coordination_measure m
   WHERE m.id = ANY (ARRAY(SELECT measure_id FROM law.to_give))
      OR EXISTS (SELECT FROM law.readable r WHERE r.record_id = m.record_id)
      OR m.responsible_unit_id = (SELECT law.asking_unit()) AND m.case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
         AND EXISTS (SELECT FROM law.door d WHERE d.case_id = m.case_id);

-- Who answers for a seat: whoever holds it, and once it has ended who manages the unit.
CREATE VIEW law.answering AS
  SELECT id AS seat_id, id AS membership_id, false AS is_heir FROM agencies_membership
   WHERE starts_at <= statement_timestamp() AND (ends_at IS NULL OR statement_timestamp() < ends_at)
  UNION ALL
  SELECT gone.id, b.id, true FROM agencies_membership gone JOIN agencies_membership b ON b.unit_id = gone.unit_id
   WHERE gone.ends_at <= statement_timestamp() AND b.roles @> ARRAY['MANAGER']::varchar[]
     AND b.starts_at <= statement_timestamp() AND (b.ends_at IS NULL OR statement_timestamp() < b.ends_at);

-- Which unit's robot writes to a worker: that of the first seat in force, so that one mail tells of all seats.
CREATE VIEW law.home AS
  SELECT DISTINCT ON (m.worker_id) m.worker_id, m.unit_id FROM agencies_membership m
   WHERE m.starts_at <= statement_timestamp() AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at)
     AND EXISTS (SELECT FROM agencies_membership r
                  WHERE r.unit_id = m.unit_id AND r.roles @> ARRAY['ROBOT']::varchar[]
                    AND r.starts_at <= statement_timestamp() AND (r.ends_at IS NULL OR statement_timestamp() < r.ends_at))
   ORDER BY m.worker_id, m.starts_at, m.id;

-- What is due for those whom my unit's robot writes to: whose and when, not what. The lead has what somebody without an
-- account does as if it were the lead's own, and the others' as lead, for when it is late. What somebody who has left
-- did or led is reminded of to who manages the unit. A door that has closed, a worker who no longer works on the case and
-- an ended work are reminded of nothing.
CREATE VIEW law.due WITH (security_barrier) AS
  SELECT d.measure_id, s.worker_id, d.due_on, d.as_lead
    FROM (
      SELECT m.id AS measure_id, m.case_id, m.responsible_id AS membership_id, m.due_on, false AS as_lead
        FROM coordination_measure m
       WHERE m.state = 'OPEN' AND m.due_on IS NOT NULL AND m.responsible_id IS NOT NULL
      UNION ALL
      SELECT m.id, m.case_id, c.lead_id, m.due_on, m.responsible_id IS NOT NULL
        FROM coordination_measure m JOIN cases_case c ON c.id = m.case_id
       WHERE m.state = 'OPEN' AND m.due_on IS NOT NULL AND m.responsible_id IS DISTINCT FROM c.lead_id) d
    JOIN cases_case c ON c.id = d.case_id AND c.closed_at IS NULL
    JOIN law.answering a ON a.seat_id = d.membership_id JOIN agencies_membership s ON s.id = a.membership_id
    JOIN law.home h ON h.worker_id = s.worker_id AND h.unit_id = (SELECT law.asking_unit())
   WHERE (SELECT law.asking_has('ROBOT'))
     AND (a.is_heir OR c.lead_id = s.id OR EXISTS (
       SELECT FROM cases_caseload l WHERE l.content_object_id = c.id AND l.user_id = s.worker_id AND l.unit_id = s.unit_id
          AND l.starts_at <= statement_timestamp() AND (l.ends_at IS NULL OR statement_timestamp() < l.ends_at)))
     AND (c.unit_id = s.unit_id OR EXISTS (
       SELECT FROM law.open_line o WHERE o.case_id = c.id AND o.to_unit_id = s.unit_id AND o.kind = 'PRESENCE'));

GRANT SELECT ON law.adrift, law.uncovered, law.sent, law.invited, law.meeting, law.guest_meeting, law.acquainted, law.seated, law.readable, law.agreed, law.due,
  law.hands, law.to_give, law.doing
  TO kring_web;
RESET ROLE;

CREATE POLICY sight ON coordination_meeting FOR SELECT TO kring_web USING (
  id = ANY (ARRAY(SELECT meeting_id FROM law.guest_meeting))
  OR (case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) OR id = ANY (ARRAY(SELECT meeting_id FROM law.adrift)))
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_meeting.case_id)
     AND (unit_id = (SELECT law.asking_unit())
          OR EXISTS (SELECT FROM law.invited i WHERE i.meeting_id = coordination_meeting.id)));
CREATE POLICY pen ON coordination_meeting FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND booked_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.led))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_meeting.case_id));
CREATE POLICY change ON coordination_meeting FOR UPDATE TO kring_web USING (
  (case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR id = ANY (ARRAY(SELECT meeting_id FROM law.adrift)))
  AND id = ANY (ARRAY(SELECT meeting_id FROM law.meeting)));
GRANT SELECT, INSERT, UPDATE (kind, state, starts_at, ends_at, place, video, agenda, language, interpreter, minutes_id,
  no_voice_because, sequence, interpreter_booked_at, interpreter_booked_by_id, interpreter_confirmed_at) ON coordination_meeting TO kring_web;

CREATE POLICY sight ON coordination_invitation FOR SELECT TO kring_web USING (
  id = (SELECT invitation_id FROM law.guest_meeting)
  OR meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.meeting)) AND (
       unit_id = (SELECT law.asking_unit()) OR guest_unit_id = (SELECT law.asking_unit()) OR guest_unit_id IS NULL
       OR EXISTS (SELECT FROM law.presence p
                   WHERE p.case_id = coordination_invitation.case_id AND p.unit_id = coordination_invitation.guest_unit_id)));
CREATE POLICY pen ON coordination_invitation FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit())
  AND (case_id = ANY (ARRAY(SELECT case_id FROM law.led))
       OR membership_id = (SELECT law.asking_membership()) AND meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.adrift)))
  AND meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.meeting))
  AND (guest_unit_id IS NULL OR guest_unit_id = (SELECT law.asking_unit())
       OR EXISTS (SELECT FROM law.covered k
                   WHERE k.case_id = coordination_invitation.case_id AND k.unit_id = coordination_invitation.guest_unit_id)
          -- No meeting holds two units that may not know of each other.
          AND NOT EXISTS (
            SELECT FROM law.seated s
             WHERE s.meeting_id = coordination_invitation.meeting_id
               AND s.unit_id NOT IN ((SELECT law.asking_unit()), coordination_invitation.guest_unit_id)
               AND 2 > (SELECT count(DISTINCT a.from_unit_id) FROM law.acquainted a
                         WHERE a.case_id = coordination_invitation.case_id
                           AND (a.from_unit_id, a.to_unit_id) IN (
                             (s.unit_id, coordination_invitation.guest_unit_id),
                             (coordination_invitation.guest_unit_id, s.unit_id))))));
CREATE POLICY change ON coordination_invitation FOR UPDATE TO kring_web USING (
  id = (SELECT invitation_id FROM law.guest_meeting)
  OR meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.meeting)) AND (
       membership_id = ANY ((SELECT law.asking_memberships())::uuid[])
       OR case_id = ANY (ARRAY(SELECT case_id FROM law.led))
       OR meeting_id = ANY (ARRAY(SELECT meeting_id FROM law.adrift))));
GRANT SELECT, INSERT, UPDATE (said, remark, answered_at, noted_by_id, attended, revoked_at, via, part_from,
  part_until, serial)
  ON coordination_invitation TO kring_web;

-- A letter with a guest's link, which is a key, is written by the unit that invites the guest.
CREATE POLICY key ON access_outbox AS RESTRICTIVE FOR INSERT TO kring_web WITH CHECK (
  NOT fields ? 'guest' OR EXISTS (SELECT FROM law.sent s WHERE s.invitation = access_outbox.fields -> 'guest' ->> 0));

-- What a guest does leaves a line in the guest's own name, as done at the unit that asked and in nobody's place; a guest
-- reads no line.
CREATE POLICY guest ON access_trail FOR INSERT TO kring_web WITH CHECK (
  membership = (SELECT law.asking_guest()) AND worker = (SELECT law.asking_guest()) AND verb = 'DID'
  AND stood_for IS NULL AND NOT standing_in
  AND EXISTS (SELECT FROM law.guest_meeting g WHERE g.unit_id = access_trail.unit AND g.agency_id = access_trail.agency)
  AND at BETWEEN statement_timestamp() AND clock_timestamp());

CREATE POLICY sight ON coordination_address FOR SELECT TO kring_web USING (
  unit_id = (SELECT law.asking_unit())
  AND (case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR case_id = ANY (ARRAY(SELECT case_id FROM law.adrift))));
CREATE POLICY pen ON coordination_address FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)));
CREATE POLICY change ON coordination_address FOR UPDATE TO kring_web USING (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)));
GRANT SELECT, INSERT, UPDATE (email) ON coordination_address TO kring_web;

CREATE POLICY sight ON coordination_busy FOR SELECT TO kring_web USING ((SELECT law.asking_membership()) IS NOT NULL);
CREATE POLICY pen ON coordination_busy FOR INSERT TO kring_web WITH CHECK (unit_id = (SELECT law.asking_unit()));
CREATE POLICY away ON coordination_busy FOR DELETE TO kring_web USING (unit_id = (SELECT law.asking_unit()));
GRANT SELECT (id, worker_id, starts_at, ends_at), INSERT, DELETE ON coordination_busy TO kring_web;

CREATE POLICY sight ON coordination_plan FOR SELECT TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.mine)) AND (
    unit_id = (SELECT law.asking_unit())
    OR EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_plan.case_id)
       AND case_id = ANY (ARRAY(SELECT case_id FROM law.agreed))));
CREATE POLICY pen ON coordination_plan FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND agreed_by_id = (SELECT law.asking_membership())
  AND case_id = ANY (ARRAY(SELECT case_id FROM law.led))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_plan.case_id));
CREATE POLICY change ON coordination_plan FOR UPDATE TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.led))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_plan.case_id));
GRANT SELECT, INSERT, UPDATE (kind, follow_up_on) ON coordination_plan TO kring_web;

CREATE POLICY sight ON coordination_goal FOR SELECT TO kring_web USING (
  EXISTS (SELECT FROM law.readable r WHERE r.record_id = coordination_goal.record_id));
CREATE POLICY pen ON coordination_goal FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)) AND EXISTS (
    SELECT FROM law.ours o WHERE o.record_id = coordination_goal.record_id AND o.case_id = coordination_goal.case_id));
GRANT SELECT, INSERT ON coordination_goal TO kring_web;

CREATE POLICY sight ON coordination_measure FOR SELECT TO kring_web USING (
  EXISTS (SELECT FROM law.readable r WHERE r.record_id = coordination_measure.record_id)
  OR responsible_unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_measure.case_id)
  OR id = ANY (ARRAY(SELECT measure_id FROM law.to_give)));
CREATE POLICY pen ON coordination_measure FOR INSERT TO kring_web WITH CHECK (
  unit_id = (SELECT law.asking_unit()) AND case_id = ANY (ARRAY(SELECT case_id FROM law.led)) AND EXISTS (
    SELECT FROM law.ours o WHERE o.record_id = coordination_measure.record_id AND o.case_id = coordination_measure.case_id));
CREATE POLICY change ON coordination_measure FOR UPDATE TO kring_web USING (
  case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
  AND EXISTS (SELECT FROM law.door d WHERE d.case_id = coordination_measure.case_id)
  AND (responsible_id = ANY ((SELECT law.asking_memberships())::uuid[]) OR case_id = ANY (ARRAY(SELECT case_id FROM law.led)))
  OR id = ANY (ARRAY(SELECT measure_id FROM law.to_give)));
-- Somebody else does it from now on only when the lead or the manager says so, and only a colleague who works there.
CREATE POLICY giving ON coordination_measure AS RESTRICTIVE FOR UPDATE TO kring_web USING (true) WITH CHECK (
  EXISTS (SELECT FROM law.doing d WHERE d.measure_id = coordination_measure.id
             AND d.responsible_id IS NOT DISTINCT FROM coordination_measure.responsible_id)
  OR (case_id = ANY (ARRAY(SELECT case_id FROM law.led)) OR id = ANY (ARRAY(SELECT measure_id FROM law.to_give)))
     AND EXISTS (SELECT FROM law.hands h WHERE h.case_id = coordination_measure.case_id
                    AND h.unit_id = coordination_measure.responsible_unit_id
                    AND h.membership_id = coordination_measure.responsible_id));
GRANT SELECT, INSERT, UPDATE (state, result, done_at, done_by_id, due_on, version, responsible_id) ON coordination_measure
  TO kring_web;
