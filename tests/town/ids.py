"""Which id has it? Made from readable names, so that a test and a picture find the same row every time."""

from uuid import NAMESPACE_URL, UUID, uuid5

TOWN = uuid5(NAMESPACE_URL, "kring:sjoviken")


def of(kind: str, key: str) -> UUID:
    """The id of a row of the town: `of("record", "E6")`, `of("unit", "bup")`, `of("membership", "bup@bup")`."""
    return uuid5(TOWN, f"{kind}/{key}")
