"""Conditions that the law of sight is without at one time each: of sight and pen, around consents."""

SEES, WALLS, DECIDES = "consent/sees.sql", "consent/walls.sql", "consent/by_law.sql"
WEIGHS = "consent/deciding.sql"
UNIT = "(SELECT law.asking_unit())"
# What is lost: the file, the words, what stands there instead, and what is amiss in the story where it matters.
LOSSES = {
    "whose caseload it is": (SEES, "user_id = ANY ((SELECT law.asking_workers())::uuid[]) AND ", ""),
    "in which unit the caseload is": (
        SEES,
        f"AND unit_id = {UNIT}\n     AND starts_at",
        "AND starts_at",
        "caseload in the ward",
    ),
    "that the caseload has not ended": (
        SEES,
        " AND (ends_at IS NULL OR statement_timestamp() < ends_at)\n  UNION ALL",
        "\n  UNION ALL",
        "caseload ended",
    ),
    "that the releasing unit relies on it": (
        SEES,
        "AND g.relied_at IS NOT NULL\n     AND (g",
        "AND (g",
        "line not relied on",
    ),
    "that a line has begun": (
        SEES,
        "WHERE g.starts_at <= statement_timestamp() AND g.relied",
        "WHERE g.relied",
        "line not begun",
    ),
    "that the consent has not run out": (
        SEES,
        "AND k.ends_at <= statement_timestamp()",
        "AND false",
        "consent has run out",
    ),
    "of which kind is taken back": (
        SEES,
        "AND w.kind IN ('', g.kind) AND NOT EXISTS (SELECT FROM law.weighed",
        "AND NOT EXISTS (SELECT FROM law.weighed",
        "care taken back",
    ),
    "that the child has come of age": (
        SEES,
        "AND b.at <= statement_timestamp());",
        "AND false);",
        "came of age",
    ),
    "that it is one of several who took back": (
        SEES,
        "WHERE w.by_one AND w.consent_id = d",
        "WHERE w.consent_id = d",
        "care taken back",
        "all set aside",
    ),
    "for which kinds a decision opens": (
        SEES,
        "AND g.kind = ANY (d.kinds)",
        "",
        "presence taken back",
        "one set aside",
    ),
    "that what all have taken back no decision opens": (
        WEIGHS,
        "COALESCE(w.answer_id, d.answer_id) = a.id",
        "false",
        "each taken back by one",
    ),
    "that somebody else's yes must stand": (
        WEIGHS,
        " AND y.answer_id <> consent_decision.answer_id",
        "",
        "care taken back by one",
    ),
    "that an invited unit has not answered": (SEES, f"unit_id = {UNIT} AND state = 'INVITED'", f"unit_id = {UNIT}"),
    "to whom it was shown": (
        SEES,
        f"WHERE s.to_unit_id = {UNIT} AND (g.rec",
        "WHERE (g.rec",
        "shown to the ward",
    ),
    "that the door is open": (
        WALLS,
        f"AND (unit_id = {UNIT} OR EXISTS (SELECT FROM law.door d WHERE d.case_id = cases_case.id)));",
        ");",
        "presence taken back",
    ),
    "that a record was shown": (
        WALLS,
        "AND EXISTS (SELECT FROM law.shown s WHERE s.record_id = cases_record.id)",
        "",
        "not shown",
    ),
    "that a carried signal is no longer the inbox's": (
        WALLS,
        "case_id IS NULL AND (SELECT law.asking_has('INTAKE'))",
        "(SELECT law.asking_has('INTAKE'))",
        "lead gone",
    ),
    "the right to protected names": (WALLS, "(SELECT law.asking_has('PROTECTED')) AND ", "", "protected"),
    "that a line is of the record's kind": (WALLS, " AND g.kind = o.kind", ""),
    "that a line of law is for one record": (
        WALLS,
        "AND (g.record_id IS NULL OR g.record_id = o.record_id)",
        "",
        "line of law for another",
    ),
    "that a line of law shows no other": (
        SEES,
        " AND (g.record_id IS NULL OR g.record_id = s.record_id)",
        "",
        "line of law for another",
    ),
    "that a line of law has its decision": (WALLS, "basis <> 'DUTY' OR ", "true OR "),
    "that a line of law closes when the child is marked": (
        SEES,
        "AND h.protected_code <> '')",
        "AND false)",
        "line of law",
        "protected",
    ),
    "that nothing is told by law of a protected child": (DECIDES, "AND h.protected_code = ''", "", "protected"),
    "that a caseload is a colleague's": (WALLS, "AND user_id IN (SELECT worker_id FROM law.colleague) ", ""),
    "that a line is not prolonged": (
        WALLS,
        "AND (o.ends_at IS NULL OR consent_grant.ends_at <= o.ends_at)",
        "",
        "line ends later",
    ),
    "who relies on a consent": (
        WALLS,
        "(relied_at IS NULL OR from_unit_id = (SELECT law.asking_unit()) AND relied_by",
        "(true OR relied_by",
    ),
    "that an INTERNAL line stays in the agency": (WALLS, "basis <> 'INTERNAL' OR ", "true OR "),
    "that an answered handover stays answered": (
        WALLS,
        "WITH CHECK (answered_at IS NOT NULL)",
        "WITH CHECK (true)",
        "handover answered",
    ),
    "that a case is around an own child": (
        WALLS,
        "AND EXISTS (SELECT FROM law.own_child k WHERE k.child_id = cases_case.child_id)",
        "",
    ),
}
