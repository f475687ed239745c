"""One transaction round the whole answer, a line for every look, and nothing for who stands outside."""

import time

import pytest
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import include, path

from access import actions, trail
from access.action import Refused
from access.actor import NoActor, acting_as, current
from access.models import Draft, Trail
from access.web import poll
from agencies.models import Worker
from tests.accounts import end, idle
from tests.strict import StrictClient
from tests.town import ids, seat

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.test_web")]


class _AskedLate:
    def __str__(self):
        return f"asked by {current().name}"


def late(request):
    return TemplateResponse(request, "403.html", {"reason": _AskedLate()})


def looks(request):
    trail.saw("test.looks", Worker.objects.filter(pk=request.actor.worker))
    return HttpResponse("seen")


def writes(request):
    actions.keep_draft(request.actor, form="web", subject="", fields={"what": ["något"]})
    return HttpResponse(status=int(request.GET.get("status", 200)))


def stumbles(request):
    raise {"refused": Refused("Så får ingen göra."), "missing": Http404(), "nobody": NoActor("inside")}[
        request.GET["how"]
    ]


@poll
def asks(request):
    return HttpResponse(status=204)


urlpatterns = [
    path("late/", late),
    path("looks/", looks),
    path("writes/", writes),
    path("stumbles/", stumbles, name="stumbles"),
    path("asks/", asks),
    path("", include("config.urls")),
]


@pytest.fixture
def anna(client):
    client.post("/demo/as/teacher/")
    return client


def lines(**what):
    with acting_as(seat("log_reviewer")):
        return list(Trail.objects.filter(worker=ids.of("worker", "teacher"), **what))


def kept():
    with acting_as(seat("teacher")):
        return Draft.objects.filter(form="web").exists()


def test_an_address_that_leads_nowhere_leaves_its_line(anna):
    assert anna.get("/nowhere/at/all/").status_code == 404
    (line,) = lines(verb="MISSING")
    assert (line.name, line.owner_unit, line.case, line.subjects) == ("", None, None, [])


def test_a_page_is_made_while_its_reader_is_still_asking(anna):
    assert "asked by Anna Berg" in anna.get("/late/").content.decode()


def test_a_look_leaves_its_line_with_the_requests_number(anna):
    response = anna.get("/looks/")
    (line,) = lines(name="test.looks")
    assert (line.verb, line.subjects) == ("READ", [ids.of("worker", "teacher")])
    assert line.request == response["X-Request-ID"]


def test_a_look_changes_nothing(anna):
    with pytest.raises(DatabaseError, match="read-only"):
        anna.get("/writes/")
    assert not kept()


def test_a_deed_is_kept_and_one_that_ends_badly_is_not(anna):
    anna.raise_request_exception = False
    assert anna.post("/writes/?status=500").status_code == 500
    assert not kept()
    assert anna.post("/writes/").status_code == 200
    assert kept()


def test_a_refusal_says_why(anna):
    response = anna.post("/stumbles/?how=refused")
    assert response.status_code == 403
    assert "Så får ingen göra." in response.content.decode()


def test_what_is_not_there_leaves_a_line_without_saying_what(anna):
    assert anna.get("/stumbles/?how=missing").status_code == 404
    (line,) = lines(verb="MISSING")
    assert (line.name, line.subjects) == ("stumbles", [])


def test_a_mistake_of_ours_is_loud(anna):
    with pytest.raises(NoActor, match="inside"):
        anna.get("/stumbles/?how=nobody")


def test_a_poll_keeps_no_session_alive_and_a_look_does(anna):
    idle(anna, 10)
    left, began = anna.session["active_at"], int(time.time())
    anna.get("/asks/")
    assert anna.session["active_at"] == left
    anna.get("/looks/")
    assert anna.session["active_at"] >= began


def test_a_session_with_anothers_assignment_ends(anna):
    session = anna.session
    session["membership"] = str(seat("welfare"))
    session.save()
    response = anna.get("/looks/", headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response["HX-Refresh"] == "true"
    assert "_auth_user_id" not in anna.session


def test_a_page_that_cannot_be_logged_is_not_shown(anna, monkeypatch):
    def away(*_):
        raise DatabaseError("the log is full")

    monkeypatch.setattr(trail, "write", away)
    with pytest.raises(DatabaseError):
        anna.get("/looks/")


def test_who_is_let_go_while_the_page_is_made_does_not_get_it(anna, monkeypatch):
    write = trail.write

    def let_go(actor, found):
        raise NoActor("it has just ended")

    monkeypatch.setattr(trail, "write", let_go)
    response = anna.get("/looks/")
    assert response.status_code == 403
    assert "seen" not in response.content.decode()
    monkeypatch.setattr(trail, "write", write)


def test_the_next_click_after_an_assignment_has_ended_is_refused(anna):
    end(seat("teacher"))
    assert anna.get("/looks/").status_code == 403


# --- A form whose token is too old --------------------------------------------------------------------------


def too_old(path="/writes/", **more):
    client = StrictClient(enforce_csrf_checks=True)
    typed = {"what": "Det jag hann skriva", "draft_form": "web", "password": "hemligt", "csrfmiddlewaretoken": "old"}
    response = client.post(path, typed, **more)
    assert response.status_code == 403
    return response.content.decode()


def test_what_was_typed_comes_back_with_a_fresh_token():
    page = too_old()
    assert "\nDet jag hann skriva</textarea>" in page
    assert 'name="draft_form" value="web"' in page
    assert "hemligt" not in page
    assert 'action="/writes/"' in page


def test_what_another_site_wrote_does_not():
    assert "Det jag hann skriva" not in too_old(headers={"Origin": "https://ond.example"})
