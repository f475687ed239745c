-- What is told of a case beside its rows: that a consent has changed or waits to be relied on, what
-- comes next and what is late in the unit that
-- one manages, how much waits in one's other seats. Dates and numbers, never a name or a text.

GRANT SELECT (answered_at) ON cases_concern TO kring_law;
GRANT SELECT (said) ON coordination_invitation TO kring_law;
GRANT SELECT (responsible_unit_id, record_id) ON coordination_measure TO kring_law;

SET ROLE kring_law;

-- Cases I work on in which something that was told to my unit has been taken back, and since when; not what, and not by
-- whom it was told. (Of a door that has closed altogether tells law.lost.)
CREATE VIEW law.changed WITH (security_barrier) AS
  SELECT c.id AS case_id, c.reference, max(w.withdrawn_at) AS changed_at
    FROM consent_grant g
    JOIN cases_case c ON c.id = g.case_id AND c.closed_at IS NULL
    JOIN consent_withdrawal w ON w.consent_id = g.consent_id AND w.kind IN ('', g.kind)
     AND (w.about_unit_id IS NULL OR w.about_unit_id IN (g.from_unit_id, g.to_unit_id))
   WHERE g.to_unit_id = (SELECT law.asking_unit()) AND g.case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND g.starts_at <= w.withdrawn_at AND g.relied_at <= w.withdrawn_at
     AND (g.ends_at IS NULL OR w.withdrawn_at < g.ends_at)
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = g.case_id)
     AND NOT EXISTS (SELECT FROM law.open_line o WHERE o.case_id = g.case_id AND o.kind = g.kind AND o.record_id IS NULL
                        AND o.from_unit_id = g.from_unit_id AND o.to_unit_id = g.to_unit_id)
   GROUP BY c.id, c.reference;

-- Meetings and measures that my unit was asked to, or was shown, in cases whose door has closed to us or in which something
-- has been taken back: the page of one that I no longer see may lead to the child's, which says that and nothing else.
CREATE VIEW law.left_behind WITH (security_barrier) AS
  SELECT m.id AS page_id, l.reference FROM law.lost l JOIN coordination_meeting m ON m.case_id = l.case_id
   WHERE m.unit_id = (SELECT law.asking_unit()) OR EXISTS (SELECT FROM law.invited i WHERE i.meeting_id = m.id)
  UNION
  SELECT d.id, l.reference
    FROM (SELECT case_id, reference FROM law.lost UNION SELECT case_id, reference FROM law.changed) l
    JOIN coordination_measure d ON d.case_id = l.case_id JOIN cases_record r ON r.id = d.record_id
   WHERE (SELECT law.asking_unit()) IN (d.responsible_unit_id, r.unit_id) OR EXISTS (
     SELECT FROM consent_disclosure s WHERE s.record_id = d.record_id AND s.to_unit_id = (SELECT law.asking_unit()));

-- Cases I work on in which my unit has not yet said that it relies on a consent for lines of its own that all have said
-- yes to and that would be open if it did: it was taken in, or answered, after my unit had come.
CREATE VIEW law.unrelied WITH (security_barrier) AS
  SELECT DISTINCT g.case_id FROM consent_grant g
    JOIN cases_case c ON c.id = g.case_id AND c.closed_at IS NULL
    JOIN consent_consent k ON k.id = g.consent_id AND statement_timestamp() < k.ends_at
   WHERE g.from_unit_id = (SELECT law.asking_unit()) AND g.case_id = ANY (ARRAY(SELECT case_id FROM law.mine))
     AND g.starts_at <= statement_timestamp() AND g.relied_at IS NULL
     AND (g.ends_at IS NULL OR statement_timestamp() < g.ends_at)
     AND EXISTS (SELECT FROM law.door d WHERE d.case_id = g.case_id)
     AND NOT EXISTS (
       SELECT FROM consent_withdrawal w WHERE w.consent_id = g.consent_id
          AND (w.about_unit_id IS NULL OR w.about_unit_id IN (g.from_unit_id, g.to_unit_id))
          AND w.kind IN ('', g.kind));

-- The cases of the unit I manage: how much is late that the unit's own people have agreed to do, or the family where the
-- unit leads; when it meets next; the nearest day of what is agreed.
CREATE VIEW law.managed WITH (security_barrier) AS
  SELECT c.id AS case_id, count(*) FILTER (WHERE d.due_on < t.day) AS late, min(d.due_on) AS due_on,
         (SELECT min(m.starts_at) FROM coordination_meeting m
           WHERE m.case_id = c.id AND m.state = 'BOOKED' AND statement_timestamp() < m.ends_at
             AND (m.unit_id = i.unit_id OR EXISTS (SELECT FROM law.invited a WHERE a.meeting_id = m.id))) AS meets_at
    FROM (SELECT DISTINCT case_id, unit_id FROM cases_involvement  -- two units may have asked mine
           WHERE (SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit()) AND state = 'ACTIVE') i
    JOIN cases_case c ON c.id = i.case_id AND c.closed_at IS NULL
    LEFT JOIN agencies_membership l ON l.id = c.lead_id
    CROSS JOIN (SELECT (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date AS day) t
    LEFT JOIN coordination_measure d ON d.case_id = c.id AND d.state = 'OPEN' AND d.due_on IS NOT NULL
     AND (d.responsible_unit_id = i.unit_id OR d.responsible_unit_id IS NULL AND l.unit_id = i.unit_id)
   WHERE EXISTS (SELECT FROM law.door o WHERE o.case_id = c.id)
   GROUP BY c.id, i.unit_id;

-- Which units the work around a child is open to: for the view below and for nobody to read.
CREATE VIEW law.open_to AS
  SELECT id AS case_id, unit_id FROM cases_case WHERE closed_at IS NULL
  UNION ALL
  SELECT case_id, to_unit_id FROM law.open_line WHERE kind = 'PRESENCE';

-- How much waits for me in my other memberships, without saying what: I may switch to any of them and look.
CREATE VIEW law.elsewhere WITH (security_barrier) AS
  SELECT m.id AS membership_id,
         (SELECT count(*) FROM cases_handover h WHERE h.to_membership_id = m.id AND h.answered_at IS NULL)
         + (SELECT count(*) FROM coordination_measure d
             WHERE d.responsible_id = m.id AND d.state = 'OPEN'
               AND d.due_on < (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date
               AND EXISTS (SELECT FROM law.open_to o WHERE o.case_id = d.case_id AND o.unit_id = m.unit_id))
         + (SELECT count(*) FROM coordination_invitation a JOIN coordination_meeting k ON k.id = a.meeting_id
             WHERE a.membership_id = m.id AND a.revoked_at IS NULL AND a.said = 'NOTHING' AND k.state = 'BOOKED'
               AND statement_timestamp() < k.starts_at
               AND EXISTS (SELECT FROM law.open_to o WHERE o.case_id = a.case_id AND o.unit_id = m.unit_id))
         + CASE WHEN m.roles @> ARRAY['INTAKE']::varchar[] THEN
             (SELECT count(*) FROM cases_concern s WHERE s.unit_id = m.unit_id AND s.case_id IS NULL AND s.outside_at IS NULL)
             + (SELECT count(*) FROM cases_concern s JOIN cases_case c ON c.id = s.case_id AND c.lead_id = m.id
                 WHERE s.unit_id = m.unit_id AND s.answered_at IS NULL)
             + (SELECT count(*) FROM cases_involvement i WHERE i.unit_id = m.unit_id AND i.state = 'INVITED')
           ELSE 0 END
         + CASE WHEN m.roles @> ARRAY['MANAGER']::varchar[] THEN -- what the log reviewer has passed on (access/review.sql)
             (SELECT count(*) FROM access_signoff o JOIN access_sample s ON s.id = o.sample_id
               WHERE o.outcome = 'PASS_ON' AND s.unit = m.unit_id AND s.worker <> m.worker_id
                 AND NOT EXISTS (SELECT FROM access_reply r WHERE r.sample_id = s.id))
           ELSE 0 END AS waiting
    FROM agencies_membership m
   WHERE m.worker_id = (SELECT law.asking_worker()) AND m.id <> (SELECT law.asking_membership())
     AND m.starts_at <= statement_timestamp() AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at);

GRANT SELECT ON law.changed, law.left_behind, law.unrelied, law.managed, law.elsewhere TO kring_web;
RESET ROLE;
