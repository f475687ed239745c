-- A made-up municipality of :children children for benchmarks/scale.py: five agencies work around each, a unit has 800
-- cases, 20 workers with 40 each and a manager. Each statement begins with the word that the bench tells while it runs.

-- agencies
INSERT INTO agencies_agency (id, code, name, regime)
SELECT pg_temp.pk('agency', a), 'bench-' || a, 'Verksamhet ' || a, 'SCHOOL' FROM generate_series(1, 5) a;

-- units
INSERT INTO agencies_unit (id, name, phone, takes_children, has_accounts, icon, agency_id)
SELECT pg_temp.pk('unit', a, u), 'Enhet ' || u, '', a = 1, true, '', pg_temp.pk('agency', a)
FROM generate_series(1, 5) a, generate_series(1, :units) u;

-- workers (number 0 of each unit manages it)
INSERT INTO agencies_worker (id, password, email, name, title, phone, language, hours, is_active, is_robot)
SELECT pg_temp.pk('worker', a, u, w), '', format('%s.%s.%s@bench.example', a, u, w), 'Någon', '', '', 'sv', '{}', true, false
FROM generate_series(1, 5) a, generate_series(1, :units) u, generate_series(0, 20) w;

-- memberships
INSERT INTO agencies_membership (id, roles, starts_at, worker_id, unit_id)
SELECT pg_temp.pk('seat', a, u, w), CASE w WHEN 0 THEN ARRAY['MANAGER'] ELSE ARRAY['CASEWORKER'] END,
       now() - interval '2 years', pg_temp.pk('worker', a, u, w), pg_temp.pk('unit', a, u)
FROM generate_series(1, 5) a, generate_series(1, :units) u, generate_series(0, 20) w;

-- who works where, in the bench's own table
CREATE UNLOGGED TABLE bench_part AS
SELECT c, a, pg_temp.pk('case', c) AS case_id, pg_temp.pk('unit', a, u) AS unit_id, pg_temp.pk('seat', a, u, w) AS seat_id,
       pg_temp.pk('worker', a, u, w) AS worker_id
FROM (SELECT c, a, 1 + (c * a + a) % :units AS u, 1 + (c / :units) % 20 AS w
      FROM generate_series(1, :children) c, generate_series(1, 5) a) part;

-- children
INSERT INTO cases_child (id, given_name, family_name, identity_kind, school_class, protected_code, unit_id)
SELECT pg_temp.pk('child', c), 'Barn', c::text, 'NONE', '', '', unit_id FROM bench_part WHERE a = 1;

-- cases
INSERT INTO cases_case (id, reference, stage, decision, opened_at, lead_id, opened_by_id, unit_id, child_id)
SELECT case_id, 'B-' || c, 'PLAN', '', now() - interval '1 minute' * c, seat_id, seat_id, unit_id, pg_temp.pk('child', c)
FROM bench_part WHERE a = 1;

-- involvements
INSERT INTO cases_involvement (id, state, invited_at, reason, declined_because, contact, contact_phone, case_id,
                               invited_by_id, invited_by_unit_id, unit_id)
SELECT gen_random_uuid(), 'ACTIVE', now(), '', '', '', '', case_id, seat_id, unit_id, unit_id FROM bench_part;

-- caseloads
INSERT INTO cases_caseload (id, starts_at, content_object_id, given_by_id, permission_id, unit_id, user_id)
SELECT gen_random_uuid(), now() - interval '1 year', case_id, seat_id, 1, unit_id, worker_id FROM bench_part;

-- records
INSERT INTO cases_record (id, kind, text, source, by_phone, happened_at, written_at, author_id, case_id, unit_id)
SELECT pg_temp.pk('record', c, a, n), 'SCHOOL_DAY', 'Det gick bra i dag.', '', false,
       now() - interval '1 minute' * (c * 7 % 500000 + n), now(), seat_id, case_id, unit_id
FROM bench_part, generate_series(1, 2) n;

-- consents
INSERT INTO consent_consent (id, purpose, form, witness, given_at, ends_at, recorded_at, case_id, recorded_by_id, unit_id)
SELECT pg_temp.pk('consent', c), '', 'WRITTEN', '', now() - interval '1 month', now() + interval '1 year', now(), case_id,
       seat_id, unit_id FROM bench_part WHERE a = 1;

-- lines (twenty of presence and ten of content in each case)
INSERT INTO consent_grant (id, kind, basis, "limit", section, starts_at, relied_at, relied_by_id, case_id,
                           consent_id, decided_by_id, from_unit_id, to_unit_id)
SELECT pg_temp.pk('line', giver.c, giver.a, taker.a, k), CASE k WHEN 1 THEN 'PRESENCE' ELSE 'SCHOOL_DAY' END, 'CONSENT',
       '', '', now() - interval '1 month', now(), giver.seat_id, giver.case_id, pg_temp.pk('consent', giver.c),
       giver.seat_id, giver.unit_id, taker.unit_id
FROM bench_part giver JOIN bench_part taker ON taker.c = giver.c AND taker.a <> giver.a, generate_series(1, 2) k
WHERE k = 1 OR (taker.a - giver.a + 5) % 5 IN (1, 2);

-- disclosures
INSERT INTO consent_disclosure (id, disclosed_at, case_id, disclosed_by_id, record_id, to_unit_id, unit_id, grant_id)
SELECT gen_random_uuid(), now(), giver.case_id, giver.seat_id, pg_temp.pk('record', giver.c, giver.a, n), taker.unit_id,
       giver.unit_id, pg_temp.pk('line', giver.c, giver.a, taker.a, 2)
FROM bench_part giver JOIN bench_part taker ON taker.c = giver.c AND taker.a = 1 + giver.a % 5, generate_series(1, 2) n;

-- the log
INSERT INTO access_trail (id, at, verb, name, membership, worker, unit, agency, "case", subjects, standing_in, request,
                          written_in)
SELECT gen_random_uuid(), now(), 'READ', 'cases.timeline', seat_id, worker_id, unit_id, unit_id, case_id, ARRAY[case_id],
       false, '', 1000000000 + c FROM bench_part ORDER BY c LIMIT 100000;
