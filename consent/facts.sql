-- What the law of sight stands on: identifiers, states and dates, never a name or a text (but for surnames that
-- access/review.sql compares and does not tell). Its role reads these columns and nothing else; who may see which row is
-- said in consent/sees.sql. What a later file's views need besides, that file gives.

GRANT SELECT (id, reference, child_id, unit_id, lead_id, closed_at) ON cases_case TO kring_law;
GRANT SELECT (content_object_id, user_id, unit_id, starts_at, ends_at) ON cases_caseload TO kring_law;
GRANT SELECT (case_id, unit_id, state, invited_by_unit_id) ON cases_involvement TO kring_law;
GRANT SELECT (id, case_id, unit_id, kind) ON cases_record TO kring_law;
GRANT SELECT (id, unit_id, sent_at, case_id, outside_at) ON cases_concern TO kring_law;
GRANT SELECT (id, case_id, unit_id, given_at, ends_at) ON consent_consent TO kring_law;
GRANT SELECT (id, case_id, from_unit_id, to_unit_id, kind, basis, consent_id, record_id, starts_at, relied_at, relied_by_id,
  ends_at) ON consent_grant TO kring_law;
GRANT SELECT (id, unit_id, protected_code, born_on) ON cases_child TO kring_law;
GRANT SELECT (child_id, born_on) ON cases_protectedname TO kring_law;
GRANT SELECT ("case", agency, owner_agency) ON access_trail TO kring_law;
GRANT SELECT (record_id, grant_id, case_id, to_unit_id) ON consent_disclosure TO kring_law;
GRANT SELECT (id, consent_id, relative_id, by_child, is_needed, about_self, said, answered_at) ON consent_answer
  TO kring_law;
GRANT SELECT (id, relation) ON cases_relative TO kring_law;
GRANT SELECT (id, worker_id, unit_id, roles, starts_at, ends_at) ON agencies_membership TO kring_law;
GRANT SELECT (id, password) ON agencies_worker TO kring_law;
GRANT SELECT (id, agency_id, signals_to_id, has_accounts) ON agencies_unit TO kring_law;
GRANT SELECT (id, consent_id, about_unit_id, kind, withdrawn_at, by_one, answer_id) ON consent_withdrawal TO kring_law;
GRANT SELECT (consent_id, answer_id, withdrawal_id, kinds) ON consent_decision TO kring_law;
GRANT SELECT (case_id, to_membership_id, answered_at) ON cases_handover TO kring_law;

CREATE POLICY law ON access_trail FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON agencies_membership FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON agencies_unit FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON agencies_worker FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_case FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_caseload FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_child FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_concern FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_handover FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_involvement FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_protectedname FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_record FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON cases_relative FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_answer FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_consent FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_decision FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_disclosure FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_grant FOR SELECT TO kring_law USING (true);
CREATE POLICY law ON consent_withdrawal FOR SELECT TO kring_law USING (true);
