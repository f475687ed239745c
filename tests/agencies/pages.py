"""The administrator's pages of the town, and their forms ready to be sent."""

from django.utils.timezone import localdate

from access.actor import acting_as
from agencies.models import Membership
from tests.town import ids, seat

TOVE, LEILA, LARS = (ids.of("worker", key) for key in ("access_admin", "welfare", "log_reviewer"))
WELFARE, SCHOOL = ids.of("unit", "welfare"), ids.of("unit", "school")
PAGES = {
    "people": "/people/",
    "changes": "/people/changes/",
    "invite": "/people/invite/",
    "add_unit": "/people/units/add/",
    "change_unit": f"/people/units/{WELFARE}/",
    "person": f"/people/{LEILA}/",
    "details": f"/people/{LEILA}/details/",
    "assignment": f"/people/{LEILA}/assignment/",
    "roles": f"/assignments/{seat('welfare')}/roles/",
    "extend": f"/assignments/{seat('log_reviewer')}/extend/",
    "end": f"/assignments/{seat('welfare')}/end/",
}


def text(response):
    return response.content.decode()


def fresh(client, path):
    """The signed id that the form carries."""
    return client.get(path).context["form"]["new_id"].value()


def invitation(client, **changed):
    given = {
        "new_id": fresh(client, "/people/invite/"),
        "email": "Robin.Ask@sjoviken.example",
        "name": "Robin Ask",
        "title": "kurator",
        "phone": "",
        "unit": WELFARE,
        "roles": ["CASEWORKER"],
        "starts_on": localdate().isoformat(),
        "ends_on": "",
    }
    return given | changed


def seats(worker):
    with acting_as(seat("access_admin")):
        return list(Membership.objects.filter(worker__email=worker).values_list("unit__name", flat=True))
