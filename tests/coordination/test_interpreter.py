"""An interpreter: whose language, booked when and by whom, confirmed; a thing to do; a message without a name."""

import pytest

from access.action import Refused
from access.actor import acting_as
from access.guarded import pen
from cases.models import Relative
from coordination import actions
from coordination.interpreting import message
from coordination.queries import booking, things
from coordination.queries.meetings import meeting_page
from tests.coordination.bookings import HELD, at, booked, meeting
from tests.coordination.test_booking import PAGE
from tests.town import ids, seat

pytestmark = pytest.mark.django_db
SOMALI = HELD | {"language": "somaliska"}
ASK, HEAR = "Boka tolk: somaliska", "Fråga om tolken är bekräftad: somaliska"


@pytest.fixture
def with_interpreter():
    """A meeting in three days through an interpreter."""
    return booked(**SOMALI)


def note(pk, stands, who="welfare"):
    """Note how far the interpreter is."""
    with acting_as(seat(who)) as actor:
        return actions.note_interpreter(actor, meeting=meeting(pk), stands=stands)


def to_do(pk, who="welfare"):
    """What somebody's day says of this meeting's interpreter."""
    with acting_as(seat(who)) as actor:
        return [one.text for one in things.meetings(actor) if one.page == "coordination:interpreter" and one.of == pk]


def said(pk, who="welfare"):
    """What the meeting's page says of it."""
    with acting_as(seat(who)) as actor:
        return meeting_page(actor, pk).interpreter


def test_it_is_to_be_booked_then_to_be_heard_from_then_nothing_is_left_to_do(with_interpreter):
    pk = with_interpreter
    assert (to_do(pk), said(pk)) == ([ASK], "inte bokad än")
    first = note(pk, "BOOKED").interpreter_booked_at
    assert to_do(pk) == [HEAR] and said(pk, "bup").endswith("av Leila Amiri, inte bekräftad")
    after = note(pk, "CONFIRMED")
    assert (after.interpreter_booked_at, after.interpreter_booked_by_id) == (first, seat("welfare"))
    assert to_do(pk) == [] and ", bekräftad " in said(pk)
    assert to_do(pk, "bup") == []  # nobody else's to do
    assert note(pk, "WANTED").interpreter_confirmed_at is None
    assert to_do(pk) == [ASK]


@pytest.mark.parametrize(
    ("change", "stands"), [(at(4), ""), ({"language": "arabiska"}, ""), ({"place": "B"}, "stands")]
)
def test_another_time_or_language_is_to_be_booked_anew(with_interpreter, change, stands):
    pk = with_interpreter
    note(pk, "CONFIRMED")
    with acting_as(seat("welfare")) as actor:
        old = meeting(pk)
        time = {"starts_at": old.starts_at, "ends_at": old.ends_at}
        changed = actions.change_meeting(actor, meeting=old, **(SOMALI | time | change))
    assert (changed.interpreter_booked_at is not None) is bool(stands)


def test_only_who_arranges_the_meeting_notes_it_and_only_where_one_is_needed(with_interpreter):
    for who in ("bup", "teacher"):
        with pytest.raises(Refused, match="samordnare"):
            note(with_interpreter, "BOOKED", who=who)
    with pytest.raises(Refused, match="vilket språk"):
        note(booked(), "BOOKED")


def test_the_message_names_nobody_and_no_authority(with_interpreter):
    with acting_as(seat("welfare")):
        text = message(meeting(with_interpreter))
    assert "Språk: somaliska" in text and "på plats" in text
    for name in ("Ella", "Öberg", "Leila", "Björk", "BUP", "skola", "Linden", "elevhäls", "070", "K-0042", "Samverkan"):
        assert name.lower() not in text.lower()


def test_the_pages(client, with_interpreter):
    url = f"/meetings/{with_interpreter}/interpreter/"
    client.post("/demo/as/welfare/")
    assert "Språk: somaliska" in client.get(url).content.decode()
    assert client.post(url, {"stands": ""}).status_code == 422
    assert client.post(url, {"stands": "BOOKED"}).status_code == 302
    page = client.get(f"/meetings/{with_interpreter}/").content.decode()
    assert "Tolk: somaliska, bokad" in page and "av Leila Amiri" in page
    client.post("/demo/as/bup/")
    assert "Språk:" not in client.get(url).content.decode()
    assert client.post(url, {"stands": "CONFIRMED"}).status_code == 422
    client.post("/demo/as/police/")
    assert client.get(url).status_code == 404


def test_the_language_is_the_guardians_and_each_ones_once(client):
    with acting_as(seat("welfare")), pen():
        for key, language in (("karin", "somaliska"), ("jonas", "arabiska")):
            Relative.objects.filter(pk=ids.of("relative", f"ella/{key}")).update(
                language=language, needs_interpreter=True
            )
    with acting_as(seat("welfare")) as actor:
        asked_in = booking.booking_page(actor, "K-0042").language.split(", ")
    assert sorted(asked_in) == ["arabiska", "somaliska"]
    client.post("/demo/as/welfare/")
    assert "11:30" in client.get(PAGE).content.decode()  # it takes half as long again
