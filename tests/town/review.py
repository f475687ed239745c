"""What has been drawn out of the school's log, and what Lars has found? Last month's waits, one of before is late."""

from datetime import date, datetime, time, timedelta

from access.models import Draw, Sample, Signoff
from tests.town import ids
from tests.town.cast import case as case_id
from tests.town.cast import seat
from tests.town.clock import STOCKHOLM, Clock
from tests.town.log import AGENCY_OF, READS
from tests.town.people import PEOPLE

REVIEWER = "log_reviewer"
MANAGED = ids.of("unit", PEOPLE["unit_manager"].posts[0].unit)
AGENCY = AGENCY_OF[PEOPLE[REVIEWER].posts[0].unit]
LATE = "20:00"
ASKS = "Läsningen syns inte i något som gjordes den dagen. Vet du vad det gällde?"  # passed on to Per


def load_samples(clock: Clock) -> None:
    """Every visit of the agency's people in the months that have ended, as the draw would have found them."""
    this_month = clock.today.replace(day=1)
    months: dict[date, list] = {}
    signoffs: list[Signoff] = []
    for number, read in enumerate(READS):
        _who, unit, day, at, *_rest = read
        month = clock.day(day).replace(day=1)
        if AGENCY_OF[unit] == AGENCY and month < this_month:
            months.setdefault(month, []).append((clock.at(day, at), number, read))
    for age, month in enumerate(sorted(months, reverse=True)):
        visits = sorted(months[month])
        draw = _draw(month, clock)
        samples = [_sample(draw, *visit) for visit in visits]
        Draw.objects.bulk_create([draw])
        Sample.objects.bulk_create(samples)
        signed = samples[: max(1, len(samples) - 1)] if age else samples[: len(samples) // 3]
        signoffs += [_signed(sample, draw, clock) for sample in signed]
    # The oldest visit of a unit that Per manages is passed on to him, and he has not answered.
    one = min((row for row in signoffs if row.sample.unit == MANAGED), key=lambda row: row.sample.at)
    one.outcome, one.remark = "PASS_ON", ASKS
    Signoff.objects.bulk_create(signoffs)


def _draw(month: date, clock: Clock) -> Draw:
    after = (month + timedelta(days=32)).replace(day=1)
    drawn = datetime.combine(after, time(5, 20), STOCKHOLM)
    return Draw(
        id=ids.of("draw", f"{month}"),
        agency=ids.of("agency", AGENCY),
        month=month,
        drawn_at=min(drawn, clock.ago(2)),
        due_on=after + timedelta(days=30),
    )


def _sample(draw: Draw, at: datetime, number: int, read) -> Sample:
    who, unit, _day, clock, story, *_rest = read
    reasons = ["PROTECTED"] if story == "protected" else ["OUTSIDE"] if clock > LATE else ["LOT"]
    return Sample(
        id=ids.of("sample", f"{number}"),
        draw=draw,
        agency=draw.agency,
        line=ids.of("trail", f"{number}"),
        worker=ids.of("worker", who),
        unit=ids.of("unit", unit),
        case=case_id(story),
        at=at,
        reasons=reasons,
    )


def _signed(sample: Sample, draw: Draw, clock: Clock) -> Signoff:
    return Signoff(
        id=ids.of("signoff", str(sample.line)),
        sample=sample,
        agency=sample.agency,
        outcome="IN_ORDER",
        signed_at=min(draw.drawn_at + timedelta(days=3, hours=5), clock.ago(1)),
        signed_by=seat(REVIEWER),
    )
