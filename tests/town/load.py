"""How does the town come into the database? In the order of its keys: places, people, children, log."""

from datetime import datetime

from agencies.models import Agency, Area, Membership, ProtectedRight, StandIn, Unit, Worker
from tests.town import ids, people, places
from tests.town.cast import seat, stories
from tests.town.clock import Clock
from tests.town.figures import load_counts
from tests.town.log import load_drafts, load_log
from tests.town.meetings import load_busy, load_meetings
from tests.town.plans import load_plan
from tests.town.review import load_samples
from tests.town.tell import tell

LONG_AGO = -400
RIGHT_GIVEN, RIGHT_LEFT = 200, 150  # days


def load(moment: datetime) -> None:
    """Write the whole town as it stands at this moment. The fence must be lowered."""
    clock = Clock(moment)
    _places()
    _people(clock)
    for story in stories(clock):
        tell(story, clock)
        load_plan(story, clock)
        load_meetings(story, clock)
    load_busy(clock)
    load_drafts(clock)
    load_log(clock)
    load_samples(clock)
    load_counts(clock)


def _places() -> None:
    Area.objects.bulk_create(Area(id=ids.of("area", name), name=name) for name in places.AREAS)
    Agency.objects.bulk_create(
        Agency(id=ids.of("agency", agency.code), code=agency.code, name=agency.name, regime=agency.regime)
        for agency in places.AGENCIES
    )
    Unit.objects.bulk_create(
        Unit(
            id=ids.of("unit", unit.key),
            agency_id=ids.of("agency", agency.code),
            name=unit.name,
            area_id=ids.of("area", unit.area) if unit.area else None,
            phone=unit.phone,
            signals_to_id=ids.of("unit", unit.signals_to) if unit.signals_to else None,
            takes_children=unit.takes_children,
            has_accounts=unit.has_accounts,
            icon=unit.icon,
        )
        for agency in places.AGENCIES
        for unit in agency.units
    )


def _people(clock: Clock) -> None:
    began = clock.at(LONG_AGO)
    workers, memberships, rights = [], [], []
    for person in people.PEOPLE.values():
        workers.append(
            Worker(
                id=ids.of("worker", person.key),
                email=person.email,
                name=person.name,
                title=person.title,
                phone=person.phone,
                hours=person.hours,
            )
        )
        for post in person.posts:
            memberships.append(
                Membership(
                    id=seat(person.key, post.unit),
                    worker_id=ids.of("worker", person.key),
                    unit_id=ids.of("unit", post.unit),
                    roles=post.roles.split(),
                    starts_at=began,
                    ends_at=None if post.until is None else clock.end_of(post.until),
                )
            )
            if post.protected:
                rights.append(
                    ProtectedRight(
                        id=ids.of("right", person.key),
                        membership_id=seat(person.key, post.unit),
                        unit_id=ids.of("unit", post.unit),
                        reason=post.protected,
                        given_at=clock.at(-RIGHT_GIVEN, "08:00"),
                        given_by_id=seat("access_admin"),
                        ends_at=clock.end_of(RIGHT_LEFT),
                    )
                )
    robot = Worker(id=ids.of("worker", "robot"), is_robot=True, **people.ROBOT)
    for unit in places.UNITS.values():
        if unit.has_accounts:
            memberships.append(
                Membership(
                    id=ids.of("membership", f"robot@{unit.key}"),
                    worker=robot,
                    unit_id=ids.of("unit", unit.key),
                    roles=["ROBOT"],
                    starts_at=began,
                )
            )
    for worker in (*workers, robot):
        worker.set_unusable_password()
    Worker.objects.bulk_create([*workers, robot])
    Membership.objects.bulk_create(memberships)
    ProtectedRight.objects.bulk_create(rights)
    leave = people.LEAVE
    StandIn.objects.bulk_create([
        StandIn(
            id=ids.of("stand-in", "leave"),
            absent_id=seat(leave["absent"]),
            stand_in_id=seat(leave["stand_in"], leave["unit"]),
            starts_at=clock.at(leave["starts"], "00:00"),
            ends_at=clock.end_of(leave["ends"]),
        )
    ])  # fmt: skip
