-- What "see it as the receiver will" asks beside the rows: which of the lines in one's sight are open (handbook/decisions/0018).

SET ROLE kring_law;

-- Lines open now of the consents that my unit took, in cases I lead: those between two others too, whose rows I see.
CREATE VIEW law.arranged WITH (security_barrier) AS
  SELECT o.id AS grant_id FROM law.open_line o JOIN consent_grant g ON g.id = o.id
   WHERE g.consent_id = ANY (ARRAY(SELECT consent_id FROM law.taken))
     AND g.case_id = ANY (ARRAY(SELECT case_id FROM law.led));

GRANT SELECT ON law.arranged TO kring_web;
RESET ROLE;
