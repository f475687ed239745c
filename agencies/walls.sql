-- The directory is open to everybody who signs in. Each agency's own administrators write it, never for themselves;
-- the municipality's may add an agency and its first administrator.
SET ROLE kring_law;
CREATE VIEW law.house WITH (security_barrier) AS
  SELECT id AS unit_id FROM agencies_unit WHERE agency_id = (SELECT law.asking_agency());
-- Agencies where somebody works or has worked; the rest wait for a first administrator.
CREATE VIEW law.staffed WITH (security_barrier) AS
  SELECT u.agency_id FROM agencies_unit u JOIN agencies_membership m ON m.unit_id = u.id
   WHERE NOT m.roles @> ARRAY['ROBOT']::varchar[];
CREATE VIEW law.empty_house WITH (security_barrier) AS
  SELECT id AS unit_id FROM agencies_unit WHERE agency_id NOT IN (SELECT agency_id FROM law.staffed);
-- Who works in my agency and in no other: with somebody else's worker an administrator would reach into their agency.
-- Kring itself works in every unit and is nobody's staff.
CREATE VIEW law.staff WITH (security_barrier) AS
  SELECT w.id AS worker_id, w.password FROM agencies_worker w
   WHERE EXISTS (SELECT FROM agencies_membership m JOIN law.house h ON h.unit_id = m.unit_id
                  WHERE m.worker_id = w.id AND NOT m.roles @> ARRAY['ROBOT']::varchar[])
     AND NOT EXISTS (SELECT FROM agencies_membership m
                      WHERE m.worker_id = w.id AND m.unit_id NOT IN (SELECT unit_id FROM law.house)
                        AND (m.ends_at IS NULL OR statement_timestamp() < m.ends_at));
CREATE VIEW law.seat WITH (security_barrier) AS
  SELECT id AS membership_id FROM agencies_membership WHERE unit_id = (SELECT law.asking_unit());
GRANT SELECT ON law.house, law.staffed, law.empty_house, law.staff, law.seat TO kring_web;
RESET ROLE;

CREATE POLICY sight ON agencies_agency FOR SELECT TO kring_web USING (true);
CREATE POLICY pen ON agencies_agency FOR INSERT TO kring_web WITH CHECK ((SELECT law.asking_has('MUNICIPAL_ADMIN')));
GRANT SELECT, INSERT ON agencies_agency TO kring_web;

CREATE POLICY sight ON agencies_unit FOR SELECT TO kring_web USING (true);
CREATE POLICY pen ON agencies_unit FOR INSERT TO kring_web WITH CHECK (
  (SELECT law.asking_has('ACCESS_ADMIN')) AND agency_id = (SELECT law.asking_agency())
  OR (SELECT law.asking_has('MUNICIPAL_ADMIN')) AND agency_id NOT IN (SELECT agency_id FROM law.staffed));
CREATE POLICY change ON agencies_unit FOR UPDATE TO kring_web USING (
  (SELECT law.asking_has('ACCESS_ADMIN')) AND agency_id = (SELECT law.asking_agency()));
GRANT SELECT, INSERT, UPDATE (name, area_id, phone, signals_to_id, icon) ON agencies_unit TO kring_web;

-- Sign-in looks a worker up before anybody is asking; a worker changes the own row, an administrator the own staff's.
CREATE POLICY sight ON agencies_worker FOR SELECT TO kring_web USING (true);
CREATE POLICY pen ON agencies_worker FOR INSERT TO kring_web WITH CHECK (
  (SELECT law.asking_has('ACCESS_ADMIN')) OR (SELECT law.asking_has('MUNICIPAL_ADMIN')));
-- Nobody chooses another's password: who did could act as them.
CREATE POLICY change ON agencies_worker FOR UPDATE TO kring_web
  USING (id = (SELECT law.asking_worker())
    OR (SELECT law.asking_has('ACCESS_ADMIN')) AND id IN (SELECT worker_id FROM law.staff))
  WITH CHECK (id = (SELECT law.asking_worker()) OR EXISTS (
    SELECT FROM law.staff s WHERE s.worker_id = agencies_worker.id AND s.password = agencies_worker.password));
GRANT SELECT, INSERT, UPDATE (password, name, title, phone, language, hours, is_active) ON agencies_worker TO kring_web;

CREATE POLICY sight ON agencies_membership FOR SELECT TO kring_web USING (true);
CREATE POLICY pen ON agencies_membership FOR INSERT TO kring_web WITH CHECK (
  worker_id <> (SELECT law.asking_worker()) AND (
    (SELECT law.asking_has('ACCESS_ADMIN')) AND unit_id IN (SELECT unit_id FROM law.house)
       AND ((SELECT law.asking_has('MUNICIPAL_ADMIN')) OR NOT roles @> ARRAY['MUNICIPAL_ADMIN']::varchar[])
    OR (SELECT law.asking_has('MUNICIPAL_ADMIN')) AND unit_id IN (SELECT unit_id FROM law.empty_house)
       AND roles <@ ARRAY['ACCESS_ADMIN', 'ROBOT']::varchar[]));
-- Only the municipality's administrator makes another; any agency's may end one.
CREATE POLICY change ON agencies_membership FOR UPDATE TO kring_web
  USING (worker_id <> (SELECT law.asking_worker())
    AND (SELECT law.asking_has('ACCESS_ADMIN')) AND unit_id IN (SELECT unit_id FROM law.house))
  WITH CHECK ((SELECT law.asking_has('MUNICIPAL_ADMIN')) OR NOT roles @> ARRAY['MUNICIPAL_ADMIN']::varchar[]
    OR ends_at <= statement_timestamp() + interval '1 minute');
GRANT SELECT, INSERT, UPDATE (roles, ends_at) ON agencies_membership TO kring_web;

-- A stand-in is set by the absent worker or by who manages the unit, and only inside that unit.
CREATE POLICY sight ON agencies_standin FOR SELECT TO kring_web USING (true);
CREATE POLICY pen ON agencies_standin FOR INSERT TO kring_web WITH CHECK (
  absent_id IN (SELECT membership_id FROM law.seat) AND (stand_in_id IS NULL OR stand_in_id IN (SELECT membership_id FROM law.seat))
  AND (absent_id = (SELECT law.asking_membership()) OR (SELECT law.asking_has('MANAGER'))));
CREATE POLICY change ON agencies_standin FOR UPDATE TO kring_web USING (
  absent_id IN (SELECT membership_id FROM law.seat)
  AND (absent_id = (SELECT law.asking_membership()) OR (SELECT law.asking_has('MANAGER'))));
GRANT SELECT, INSERT, UPDATE (starts_at, ends_at) ON agencies_standin TO kring_web;
