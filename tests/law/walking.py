"""Asking every address as every worker of the town, and keeping what came of it."""

from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts import signed_in
from tests.law.addresses import Address, seats
from tests.strict import StrictClient

# Not a page's own questions: the session and its worker, who is asking, the transaction, the line in the log. (Who
# reads the log, reads: the line itself is an INSERT, which is no read.)
NOT_COUNTED = ("django_session", "WITH seat AS", "set_config(", "current_setting(")
CHANGES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "CREATE", "DROP", "ALTER")


@dataclass(frozen=True)
class Visit:
    """What one worker got at one address."""

    address: Address
    path: str
    who: str
    status: int
    statements: list[str] = field(default_factory=list)

    @property
    def reads(self) -> list[str]:
        """The page's own questions to the database."""
        asked = [s for s in self.statements if s.lstrip().upper().startswith(("SELECT", "WITH"))]
        return [s for s in asked if not any(name in s for name in NOT_COUNTED) and not _is_the_worker(s)]

    @property
    def changes(self) -> list[str]:
        """What was written, but for the log and the session."""
        verbs = [s for s in self.statements if s.lstrip().upper().startswith(CHANGES)]
        return [s for s in verbs if "INSERT INTO access_trail" not in s and "django_session" not in s]


def _is_the_worker(statement: str) -> bool:
    return 'FROM "agencies_worker" WHERE "agencies_worker"."id" =' in statement


def visit(address: Address, path: str, key: str, unit: str = "", client=None) -> Visit:
    """GET the path as this seat, or as nobody when the key is empty."""
    client = client or (signed_in(StrictClient(), key, unit) if key else StrictClient())
    connection.queries_log.clear()  # it holds 9000
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
    statements = [query["sql"] for query in caught.captured_queries]
    return Visit(address, path, f"{key}@{unit}" if unit else key, response.status_code, statements)


def walk(addresses, look) -> list[Visit]:
    """Every address as nobody and as everybody."""
    clients = {("", ""): StrictClient(), **{(key, unit): signed_in(StrictClient(), key, unit) for key, unit in seats()}}
    found = []
    for address in addresses:
        path = address.example(look)
        for (key, unit), client in clients.items():
            if key:
                signed_in(client, key, unit)  # the visit before may have signed out, locked or switched
            found.append(visit(address, path, key, unit, client))
    return found
