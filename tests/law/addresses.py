"""Every address that Kring answers, each with an example out of the town."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from tests.town import PEOPLE, ids, seat
from tests.town.cast import case, record

ELLA, REFERENCE = case("ella"), "K-0042"
FLOW = UUID(int=7)  # whatever somebody has begun to write, or not

# What stands in an address for each of its parts: fixed ids of the town, or the first row that a query finds.
PARTS = {
    "reference": REFERENCE,
    "flow": FLOW,
    "concern": ids.of("concern", "E1"),
    "signal": ids.of("concern", "A1"),
    "record": record("E13"),
    "relative": ids.of("relative", "ella/karin"),
    "worker": ids.of("worker", "teacher"),
    "membership": seat("teacher"),
    "standing": ids.of("stand-in", "leave"),
    "unit": ids.of("unit", "bup"),
    "assignment": ("SELECT id FROM cases_caseload WHERE content_object_id = %s ORDER BY id", ELLA),
    "opening": UUID(int=8),  # the town has none: tests/law/hostile.py makes one
    "production": UUID(int=9),
    "right": ids.of("right", "welfare"),
    "draft": ("SELECT id FROM access_draft WHERE true OR id = %s ORDER BY id", ELLA),
    "mark": "x",
    "uid": "x",
    "token": "x",
    "key": "teacher",
}
# `pk` is another thing in each address.
INVITED = ("SELECT id FROM coordination_invitation WHERE meeting_id = %s ORDER BY id", ids.of("meeting", "ella/3"))
PASSED = "SELECT sample_id FROM access_signoff WHERE outcome = 'PASS_ON' OR id = %s ORDER BY signed_at, id"
OWN = {
    "agencies:passed": (PASSED, ELLA),
    "agencies:sample": ('SELECT id FROM access_sample WHERE "case" = %s ORDER BY at, id', ELLA),
    "coordination:measure": ("SELECT id FROM coordination_measure WHERE case_id = %s ORDER BY id", ELLA),
    "coordination:give_measure": ("SELECT id FROM coordination_measure WHERE case_id = %s ORDER BY id", ELLA),
    "coordination:meeting": ids.of("meeting", "ella/3"),
    "coordination:agree": ids.of("meeting", "ella/3"),
    "coordination:change_meeting": ids.of("meeting", "ella/3"),
    "coordination:cancel_meeting": ids.of("meeting", "ella/3"),
    "coordination:interpreter": ids.of("meeting", "ella/3"),
    "coordination:take_meeting": ids.of("meeting", "ella/3"),
    "coordination:answer_meeting": ids.of("meeting", "ella/3"),
    "coordination:note_answer": INVITED,
    "coordination:revoke_invitation": INVITED,
    "coordination:invite_to_part": INVITED,
    "coordination:paper_invitation": INVITED,
    "consent:withdraw": ids.of("consent", "ella"),
    "consent:decide": ids.of("consent", "saga"),
    "consent:renew": ids.of("consent", "ella"),
    "coordination:see_sharing": record("E13"),
    "coordination:see_withdrawing": ids.of("consent", "ella"),
    "consent:rely": ids.of("consent", "ella"),
    "consent:answer": ("SELECT a.id FROM consent_answer a WHERE said = 'WAITING' OR id = %s ORDER BY id", ELLA),
    "consent:take_back_own": ids.of("answer", "noah/elin"),
    "consent:answer_text": (
        "SELECT a.id FROM consent_answer a JOIN consent_consent c ON c.id = a.consent_id"
        " WHERE text_version <> '' AND c.case_id = %s ORDER BY a.id",
        ELLA,
    ),
    "consent:scan": ("SELECT a.id FROM consent_answer a WHERE said = 'WAITING' OR id = %s ORDER BY id", ELLA),
    "consent:scan_file": ("SELECT a.id FROM consent_answer a WHERE said = 'WAITING' OR id = %s ORDER BY id", ELLA),
    "consent:answer_pdf": ("SELECT a.id FROM consent_answer a WHERE said = 'WAITING' OR id = %s ORDER BY id", ELLA),
    "consent:together": ("SELECT a.id FROM consent_answer a WHERE said = 'WAITING' OR id = %s ORDER BY id", ELLA),
    "consent:invitation": ("SELECT id FROM cases_involvement WHERE case_id = %s ORDER BY id", ELLA),
    "consent:decline": ("SELECT id FROM cases_involvement WHERE case_id = %s ORDER BY id", ELLA),
    "consent:share": record("E13"),
    "consent:by_law": record("E4"),
    "consent:not_now": record("E4"),
    "consent:withhold": record("E4"),
    "consent:withheld": UUID(int=0),
    "consent:show_again": UUID(int=0),
    "consent:look_again": UUID(int=0),
    "consent:put_away": UUID(int=0),
    "consent:journal": record("E13"),
    "consent:answer_handover": ids.of("handover", "elias"),
    "consent:take_back_handover": ids.of("handover", "elias"),
}
# An address that needs somebody of another case than Ella's.
REFERENCES = {
    "cases:protected_name": {"reference": "K-0033"},
    "agencies:change_unit": {"unit": ids.of("unit", "school")},
}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str
    route: str
    parts: tuple[str, ...]
    view: object

    def example(self, look) -> str:
        """The path with the town's own things in it; `look` asks the database behind the fence."""
        kwargs = {}
        for part in self.parts:
            if part == "pk" and self.name not in OWN:
                raise LookupError(f"Say in tests/law/addresses.py what {self.name} is about.")
            what = OWN[self.name] if part == "pk" else REFERENCES.get(self.name, PARTS).get(part)
            if what is None:
                raise LookupError(f"Say in tests/law/addresses.py what <{part}> stands for.")
            if isinstance(what, tuple):
                row = look.execute(what[0], [what[1]]).fetchone()
                what = row[0] if row else UUID(int=0)
            kwargs[part] = what
        return reverse(self.name, kwargs=kwargs)


def addresses() -> list[Address]:
    """Every named pattern, in the resolver's order; the demo's own pages are no part of the product."""
    found = _walk(get_resolver().url_patterns, "", ())
    return [address for address in found if not address.name.startswith("demo:")]


def _walk(patterns, before, spaces):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            parts = tuple(pattern.pattern.converters)
            yield Address(":".join((*spaces, pattern.name or "")), f"/{route}", parts, pattern.callback)
        else:
            yield from _walk(pattern.url_patterns, route, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def seats() -> list[tuple[str, str]]:
    """Every seat of the town: whose, and in which unit; the person's first seat stands without its unit."""
    return [
        (key, "" if number == 0 else post.unit)
        for key, person in PEOPLE.items()
        for number, post in enumerate(person.posts)
    ]


def page(name: str):
    """A generated page of the handbook."""
    return settings.ROOT / "handbook" / "pages" / name
