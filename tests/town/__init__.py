"""Who lives in Sjöviken? The demo's town and the tests': people, children and what has happened, in plain data.

`PEOPLE` are those who sign in, `seat("welfare")` is a membership, `case("ella")` a case, `ids.of("record", "E6")`
any row. `load.load(moment)` writes it all; `manage.py load_town` calls it.
"""

from tests.town import ids
from tests.town.cast import STORIES, case, record, seat
from tests.town.people import PEOPLE

__all__ = ["PEOPLE", "STORIES", "case", "ids", "record", "seat"]
