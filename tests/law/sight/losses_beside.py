"""The same, of emergency openings, the registry, the log review, protected identity, invitations, names and moments."""

OPENS, TAKES_OUT, REVIEWS = "consent/emergency.sql", "consent/registrar.sql", "access/review.sql"
MARKS, ANSWERS, NAMES = "consent/protected.sql", "coordination/answering.sql", "coordination/naming.sql"
MOMENTS = "consent/moments.sql"
UNIT = "(SELECT law.asking_unit())"
LOSSES = {
    "whose opening it is": (
        OPENS,
        f"WHERE o.worker_id = (SELECT law.asking_worker()) AND o.unit_id = {UNIT}\n     AND o.starts_at",
        "WHERE o.starts_at",
        "opened in the team",
    ),
    "that an opening has been ended": (
        OPENS,
        " AND o.ended_at IS NULL\n",
        "\n",
        "opened in the team",
        "opened and ended",
    ),
    "that a mark of protection ends the sight": (
        OPENS,
        "o.ended_at IS NULL\n     AND (k.protected_code = '' OR (SELECT law.asking_has('PROTECTED')))",
        "o.ended_at IS NULL",
        "opened in the team",
        "protected",
    ),
    "that an opening shows the own agency's alone": (
        OPENS,
        "unit_id IN (SELECT unit_id FROM law.house)\n    OR EXISTS (SELECT FROM law.emergency_shown",
        "true\n    OR EXISTS (SELECT FROM law.emergency_shown",
        "opened in the team",
    ),
    "that an opening shows nothing through a closed line": (
        OPENS,
        "ON h.unit_id = s.to_unit_id JOIN law.open_line g ON g.id = s.grant_id\n",
        "ON h.unit_id = s.to_unit_id\n",
        "opened at the clinic",
        "care taken back",
    ),
    "which number was typed": (OPENS, "  AND case_id = ANY (ARRAY(SELECT case_id FROM law.sought_case))\n", ""),
    "who works with children and may open": (
        OPENS,
        "((SELECT law.asking_has('CASEWORKER')) OR (SELECT law.asking_has('INTAKE')) OR "
        "(SELECT law.asking_has('COORDINATOR')))\n     AND (k",
        "true\n     AND (k",
    ),
    "that an ended opening stays ended": (
        OPENS,
        "WITH CHECK (law.is_now(ended_at))",
        "WITH CHECK (true)",
        "opened in the team",
    ),
    "that nobody reviews their own opening": (
        OPENS,
        "WHERE worker_id <> (SELECT law.asking_worker())\n     AND (",
        "WHERE (",
        "opened at the clinic",
        "manager at the clinic",
    ),
    "that a registrar takes out": (TAKES_OUT, "WHERE (SELECT law.asking_has('REGISTRAR')) AND s.unit", "WHERE s.unit"),
    "under which number it is taken out": (
        TAKES_OUT,
        "     AND ((SELECT law.sought()) IS NULL OR c.reference = (SELECT law.sought()))\n",
        "",
        "registrar at the clinic",
    ),
    "that a registrar reads what was taken out alone": (
        TAKES_OUT,
        "id = ANY (ARRAY(SELECT record_id FROM law.produced))",
        "(SELECT law.asking_has('REGISTRAR'))",
        "registrar at the clinic",
    ),
    "that nobody signs what is about themselves": (
        REVIEWS,
        "\n     AND worker <> (SELECT law.asking_worker());",
        ";",
        "log drawn",
    ),
    "whose samples a reviewer sees": (
        REVIEWS,
        "agency = (SELECT law.asking_agency()) AND (SELECT law.asking_has('LOG_REVIEWER'))\n  OR id = ANY",
        "(SELECT law.asking_has('LOG_REVIEWER'))\n  OR id = ANY",
        "log drawn",
    ),
    "that a robot draws": (
        REVIEWS,
        "agency = (SELECT law.asking_agency()) AND (SELECT law.asking_has('ROBOT')));\nGRANT",
        "agency = (SELECT law.asking_agency()));\nGRANT",
        "log drawn",
    ),
    "that a reviewer of one agency signs nothing of another's": (
        REVIEWS,
        "WHERE (SELECT law.asking_has('LOG_REVIEWER')) AND agency = (SELECT law.asking_agency())\n     AND worker",
        "WHERE (SELECT law.asking_has('LOG_REVIEWER'))\n     AND worker",
        "log drawn",
    ),
    "that only a reviewer signs": (
        REVIEWS,
        "WHERE (SELECT law.asking_has('LOG_REVIEWER')) AND agency = (SELECT law.asking_agency())\n     AND worker",
        "WHERE agency = (SELECT law.asking_agency())\n     AND worker",
        "log drawn",
    ),
    "who sees an opening": (
        OPENS,
        "(SELECT law.asking_has('MANAGER')) AND unit_id = (SELECT law.asking_unit())\n  OR",
        "unit_id = (SELECT law.asking_unit())\n  OR",
        "opened in the team",
    ),
    "that an opening ends": (
        OPENS,
        "AND statement_timestamp() < o.ends_at AND o.ended_at IS NULL",
        "AND o.ended_at IS NULL",
        "opened in the team",
        "opening over",
    ),
    "that an opening lasts half an hour": (
        OPENS,
        "AND ends_at <= starts_at + interval '30 minutes' ",
        "",
    ),
    "whose document a registrar takes out": (
        TAKES_OUT,
        "JOIN law.house h ON h.unit_id = s.to_unit_id\n",
        "JOIN law.house h ON true\n",
        "registrar at the clinic",
        "shown to the club",
    ),
    "that a registrar takes out what another agency wrote": (
        TAKES_OUT,
        " AND s.unit_id NOT IN (SELECT unit_id FROM law.house)",
        "",
        "registrar at the clinic",
        "shown to the ward",
    ),
    "that what was taken out is read for half an hour": (
        TAKES_OUT,
        " AND statement_timestamp() < p.ends_at;",
        ";",
        "registrar at the clinic",
        "production over",
    ),
    "who puts the names of a family apart": (
        MARKS,
        "unit_id = (SELECT law.asking_unit()) AND child_id = ANY (ARRAY(SELECT child_id FROM law.family)));\n"
        "GRANT INSERT",
        "unit_id = (SELECT law.asking_unit()));\nGRANT INSERT",
    ),
    "that an answer changes nothing beside itself": (ANSWERS, "AND (o.revoked_at,", "AND true OR (o.revoked_at,"),
    "in whose name one answers": (
        ANSWERS,
        "(noted_by_id IS NULL OR noted_by_id = (SELECT law.asking_membership())) AND EXISTS",
        "EXISTS",
    ),
    "whose family an answer names": (
        NAMES,
        "WHERE t.consent_id = consent_answer.consent_id AND k.relative_id = consent_answer.relative_id",
        "WHERE t.consent_id = consent_answer.consent_id",
    ),
    "whose family a word told names": (NAMES, " AND k.relative_id = consent_spoken.relative_id", ""),
    "around which case the family is": (NAMES, "k.case_id = consent_spoken.case_id AND ", ""),
    "that a taking back bears its moment": (MOMENTS, "WITH CHECK (law.is_now(withdrawn_at))", "WITH CHECK (true)"),
    "that a signature bears its moment": (
        MOMENTS,
        "WITH CHECK (law.is_now(signed_at))",
        "WITH CHECK (true)",
        "log drawn",
    ),
    "that a sample says what the log says": (REVIEWS, " AND d.worker = access_sample.worker", "", "log drawn"),
    "who gives the right to protected names": (
        "agencies/protected.sql",
        "(SELECT law.asking_has('ACCESS_ADMIN')) AND given_by_id",
        "given_by_id",
    ),
    "that what is kept from a guardian is one's own": (
        "consent/withheld.sql",
        "AND EXISTS (SELECT FROM law.ours o WHERE o.record_id = consent_withholding.record_id\n"
        "                AND o.case_id = consent_withholding.case_id)",
        "",
    ),
}
