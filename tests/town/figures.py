"""How did earlier terms go? Counts of the whole municipality, with no child behind them."""

from django.apps import apps

from tests.town import ids
from tests.town.clock import Clock

# A row is a term, the present one last; a share is in percent, a time in days.
COLUMNS = ["SIGNALS", "OWN_SUPPORT", "SEVERAL", "DAYS_TO_CONTACT", "DAYS_TO_MEETING", "IN_TIME", "VOICE", "HELPED"]
TERMS = (
    (58, 37, 21, 4, 24, 61, 70, 52),
    (66, 43, 23, 3, 21, 68, 78, 57),
    (71, 47, 24, 2, 18, 74, 86, 63),
    (64, 44, 20, 2, 16, 79, 91, 66),
)
SIGNALS_BY_AREA = {"Centrum": 31, "Hamnen": 24, "Åsen": 9}
FROM_PRIVATE_SCHOOL = 3  # shown as "färre än 5"


def load_counts(clock: Clock) -> None:
    """The counts, when the app that shows them is here."""
    if not apps.is_installed("insight"):
        return
    from insight.models import Count
    from insight.terms import Term

    present = Term.of(clock.today)
    rows = [
        (present.before(len(TERMS) - 1 - number).code, None, measure, value)
        for number, values in enumerate(TERMS)
        for measure, value in zip(COLUMNS, values, strict=True)
    ]
    rows += [(present.code, area, "SIGNALS", value) for area, value in SIGNALS_BY_AREA.items()]
    rows.append((present.code, None, "PRIVATE_SCHOOL", FROM_PRIVATE_SCHOOL))
    Count.objects.bulk_create(
        Count(
            id=ids.of("count", f"{term}/{area}/{measure}"),
            term=term,
            area_id=area and ids.of("area", area),
            measure=measure,
            value=value,
        )
        for term, area, measure, value in rows
    )
