"""What has been read and half written? The lines that "Vem har läst" and the log review have to show, and a draft."""

from datetime import timedelta
from uuid import uuid5

from access.models import Draft, Trail
from cases.flow import DRAFT as DRAFT_FORM
from cases.models import ProtectionQuestion
from tests.town import ids
from tests.town.cast import case as case_id
from tests.town.cast import record, seat
from tests.town.clock import Clock
from tests.town.people import PEOPLE
from tests.town.places import AGENCIES

AGENCY_OF = {unit.key: agency.code for agency in AGENCIES for unit in agency.units}
NOTES, CASE = "coordination.timeline", "coordination.case"  # as the pages name what they showed

# Who, in which unit, when, of which case, whose notes, which.
READS = (
    ("welfare", "welfare", -62, "09:20", "ella", "welfare", ""),
    ("teacher", "school", -54, "12:05", "ella", "welfare", "E4 E5"),
    ("social", "support", -47, "16:40", "ella", "welfare", "E5"),
    ("family_support", "support", -41, "07:10", "ella", "welfare", "E5 E6"),
    ("teacher", "school", -20, "07:45", "ella", "support", "E8"),
    ("welfare", "welfare", -20, "08:50", "ella", "support", "E8"),
    ("bup", "bup", -11, "09:05", "ella", "welfare", "E6 E10"),
    ("bup", "bup", -11, "09:05", "ella", "bup", "E9"),
    ("welfare", "welfare", -13, "21:40", "ella", "welfare", "E3 E6"),
    ("social", "support", -11, "08:20", "ella", "welfare", "E6 E10"),
    ("teacher", "school", -4, "12:10", "ella", "welfare", "E10 E11"),
    ("social", "support", -1, "15:30", "ella", "welfare", "E11 E12"),
    ("welfare", "welfare", -58, "15:05", "noah", "team", "N2"),
    ("leisure", "leisure", -19, "13:20", "noah", "team", "N2 NA"),
    ("coordinator", "team", -19, "09:10", "noah", "leisure", "N5"),
    ("stand_in", "upper_welfare", -24, "10:00", "elias", "bup", "S1 S2"),
    ("social", "support", -23, "10:30", "elias", "upper_welfare", "S4"),
    ("preschool", "preschool", -33, "13:40", "tuva", "support", "TA"),
    ("welfare", "welfare", -10, "10:15", "leo", "emi", "L2"),
    ("social", "support", -29, "09:00", "protected", "welfare", "P1"),
    ("welfare", "welfare", -29, "11:35", "protected", "welfare", "P1"),
)

FLOW = ids.of("flow", "teacher")
DRAFT = {
    "draft_page": [f"/concerns/new/{FLOW}/seen/"],
    "child_name": ["Nils"],
    "class_or_year": ["3B"],
    "protected": ["NO"],
    "seen": ["Har börjat somna på bänken efter lunch. Är annars den som får med alla i leken."],
    "since": ["Ungefär tre veckor"],
}


def load_log(clock: Clock) -> None:
    """The reads, each owned by the unit whose notes were shown."""
    Trail.objects.bulk_create(
        Trail(
            id=ids.of("trail", f"{number}"),
            at=_at_work(who, clock.at(day, time)),
            verb="READ",
            name=NOTES if notes else CASE,
            membership=seat(who, unit),
            worker=ids.of("worker", who),
            unit=ids.of("unit", unit),
            agency=ids.of("agency", AGENCY_OF[unit]),
            owner_unit=ids.of("unit", owner),
            owner_agency=ids.of("agency", AGENCY_OF[owner]),
            case=case_id(story),
            subjects=[record(key) for key in notes.split()] or [case_id(story)],
        )
        for number, (who, unit, day, time, story, owner, notes) in enumerate(READS)
    )


def _at_work(who, at):
    """That time on the next day that they work: only one line in the town lies outside somebody's hours, Leila's."""
    hours = PEOPLE[who].hours
    return next(
        day for day in (at + timedelta(days=later) for later in range(7)) if not hours or str(day.isoweekday()) in hours
    )


def load_drafts(clock: Clock) -> None:
    """Anna's one unsent signal."""
    Draft.objects.bulk_create([
        Draft(
            id=ids.of("draft", "teacher"),
            worker=ids.of("worker", "teacher"),
            membership=seat("teacher"),
            form=DRAFT_FORM,
            subject=str(FLOW),
            fields=DRAFT,
            began_at=clock.at(-1, "11:50"),
            saved_at=clock.at(-1, "11:53"),
        )
    ])  # fmt: skip
    ProtectionQuestion.objects.bulk_create([
        ProtectionQuestion(
            id=uuid5(seat("teacher"), str(FLOW)),  # as cases.flow makes it: the question that begins this flow
            membership_id=seat("teacher"),
            unit_id=ids.of("unit", "school"),
            step="CONCERN",
            put_at=clock.at(-1, "11:50"),
        )
    ])  # fmt: skip
