"""What the tests agree on at Ella's meeting, and how they ask for it."""

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from agencies.models import Unit
from coordination import actions, queries
from coordination.agreed import Agreed, NewGoal, NewMeasure
from coordination.models import Measure, Meeting
from tests.town import ids

NOW = ids.of("meeting", "ella/3")
MOST_CAME = 2  # beside whoever comes from a unit that is shown it
IN_TWO_WEEKS = timedelta(days=14)


def units(*keys):
    return tuple(Unit.objects.select_related("agency").get(pk=ids.of("unit", key)) for key in keys)


def person(actor, name, meeting=NOW):
    """Who does something, as the page offers them: by the beginning of the name."""
    people = queries.agreed_page(actor, meeting).people
    return next(who for who in people.values() if who.name.startswith(name))


def agreed(actor, *, who=("Maria",), share=(), meeting=NOW, **more):
    """Ella's words, and a new goal with something for each of these to do."""
    measures = tuple(
        NewMeasure(f"Ringer {number} gånger", person(actor, name, meeting), localdate() + IN_TWO_WEEKS)
        for number, name in enumerate(who, 1)
    )
    asked = queries.agreed_page(actor, meeting).invitations
    told = {unit.pk for unit in units(*share)}
    came = frozenset(one.pk for at, one in enumerate(asked) if at < MOST_CAME or one.guest_unit_id in told)
    goals = (NewGoal("Jag vill cykla själv.", "Ella", measures),)
    base = {
        "new_id": uuid4(), "attended": came, "there": ("Karin Öberg", "Leila Amiri"), "words": "Det känns bra nu.",
        "words_by": "Ella, på mötet", "goals": goals, "units": units(*share),
        "follow_up_on": localdate() + IN_TWO_WEEKS,
    }  # fmt: skip
    return Agreed(**(base | more))


def end(actor, *, meeting=NOW, **more):
    """End the meeting with this."""
    row = Meeting.objects.get(pk=meeting)
    return actions.end_meeting(actor, meeting=row, agreed=agreed(actor, meeting=meeting, **more))


def measure(key) -> Measure:
    """A measure of the town: `measure("ella/4.1")`."""
    return Measure.objects.get(pk=ids.of("measure", key))
