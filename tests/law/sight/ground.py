"""What is the same in every made-up town: agencies, units, people."""

from uuid import UUID

from tests.law.sight.facts import Unit

# Always the same ground: three agencies, their units, and the people. What varies is who works where, and the rest.
SCHOOL, CARE, CLUB = (UUID(int=0xA000 + n) for n in range(3))
TEAM, CLASS, CLINIC, WARD, RIDING = (UUID(int=0xB000 + n) for n in range(5))
UNITS = (
    Unit(TEAM, SCHOOL),
    Unit(CLASS, SCHOOL, signals_to=TEAM),
    Unit(CLINIC, CARE),
    Unit(WARD, CARE),
    Unit(RIDING, CLUB, has_accounts=False),
)
WORKERS = tuple(UUID(int=0xC000 + n) for n in range(5))
