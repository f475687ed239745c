-- Which running consents are to be asked anew, and who leads the work: for the robot of that one's home unit, which learns
-- a worker and a day and nothing else. Only of a consent that the lead's own unit took, that is not asked anew already, and
-- through which something is still told.

GRANT SELECT (renews_id) ON consent_consent TO kring_law;

SET ROLE kring_law;

CREATE VIEW law.ending WITH (security_barrier) AS
  SELECT k.id AS consent_id, s.worker_id, k.ends_at
    FROM consent_consent k
    JOIN cases_case c ON c.id = k.case_id AND c.closed_at IS NULL
    JOIN law.answering a ON a.seat_id = c.lead_id JOIN agencies_membership s ON s.id = a.membership_id
    JOIN law.home h ON h.worker_id = s.worker_id AND h.unit_id = (SELECT law.asking_unit())
   WHERE (SELECT law.asking_has('ROBOT')) AND s.unit_id = k.unit_id AND statement_timestamp() < k.ends_at
     AND (a.is_heir OR c.lead_id = s.id OR EXISTS (
       SELECT FROM cases_caseload l WHERE l.content_object_id = c.id AND l.user_id = s.worker_id AND l.unit_id = s.unit_id
          AND l.starts_at <= statement_timestamp() AND (l.ends_at IS NULL OR statement_timestamp() < l.ends_at)))
     AND NOT EXISTS (SELECT FROM consent_consent r WHERE r.renews_id = k.id)
     AND EXISTS (SELECT FROM consent_grant g JOIN law.open_line o ON o.id = g.id WHERE g.consent_id = k.id);

GRANT SELECT ON law.ending TO kring_web;
RESET ROLE;
