"""Min dag of each person in the town: the rows that the town's own description (section 14 of town.md) promises."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.timezone import localdate, now

from access.actor import acting_as
from consent.models import Consent
from consent.states import Standing, State
from coordination.queries import agreements
from tests import town
from tests.town import ids

pytestmark = pytest.mark.django_db
ALL_CHILDREN = ("Amina", "Leo", "Ella", "Noah", "Elias", "William", "Tuva", "Saga", "Danylo", "Ronja", "Skyddad")

# Who, what the page says, and which children it names.
DAYS = {
    "teacher": (
        ["Jag är orolig för ett barn", "Amina: Elevhälsan på Björkskolan har fått det du skrev", "Svar senast",
         "Leo: Leila Amiri har svarat", "får glasögon i dag", "Samverkansmöte", "Fortsätt där du slutade", "Utkast"],
        {"Amina", "Leo", "Ella"},
    ),
    "welfare": (
        ["Ny signal från Björkskolan", "Amina Hassan, 3B", "Samverkansmöte", "Erik Lund föreslår:",
         "Ger Ella planen på en sida med bilder", "Försenat", "Amanda Fors är din ersättare"],
        {"Amina", "Ella", "Noah", "Skyddad"},
    ),
    "unit_manager": (
        ["3 barn har en fast kontakt", "0 utan, att fördela", "1 ny signal väntar", "1 sak är sen",
         "Granskaren ber dig titta", "ett besök i loggen"],
        {"Ella", "Noah", "Skyddad"},
    ),
    "preschool": (["Tuva får börja i samlingen, ingen fyller i åt henne", "om 30 dagar"], {"Tuva"}),
    "stand_in": (
        ["Elevhälsan Fyrgymnasiet", "1 sak väntar i ditt andra uppdrag, Elevhälsan Björkskolan.", "SIP-möte"], {"Elias"}
    ),
    "emi": (["Ett samarbete är avslutat. Tack.", "När någon ger dig ett, eller du tar emot en signal"], set()),
    "private_school": (["Följ upp eller avsluta", "Samtycket slutar om 11 dagar"], {"William"}),
    "coordinator": (
        ["SSPF-möte", "alla har svarat utom Stefan Lindqvist", "Söker sommarjobb", "En av tre skickad"], {"Noah"}
    ),
    "social": (
        ["Elias: vill du ta över som samordnare?", "Erik Lund frågar", "Samverkansmöte", "Elias fyller 18 den",
         "om 23 dagar"],
        {"Ella", "Elias", "Skyddad"},
    ),
    "family_support": (
        ["Väntar på 1 av 2: Robin", "Saga. Påminn om svar, ", "Tuva: klart, skriv vad som har förändrats"],
        {"Ella", "Saga", "Tuva"},
    ),
    "bup": (
        ["Samverkansmöte", "Ella, du föreslog:", "Elias: inget svar än om att ta över", "Elias fyller 18 den",
         "Björkskolan har delat en anteckning om Ella"],
        {"Ella", "Elias"},
    ),
    "bup_intake": (["Ingen inbjudan väntar", "Du tackade ja till att vara med runt Ella"], {"Ella"}),
    "child_health": (["Ringer efter logopedbesöket", "om 12 dagar"], {"Tuva"}),
    "police": (
        ["Två fikor före jul, ingen uniform", "En av två", "om 20 dagar", "Här skriver du bara det som ska delas"],
        {"Noah"},
    ),
    "leisure": (
        ["Motorkväll onsdagar, Noah leder", "William: klart, tack! Hjälpledare på spelkvällen en gång i månaden",
         "Fritidsgården Sjömärket har ingen egen sekretess: här visas bara det som rör er."],
        {"Noah", "William"},
    ),
    "access_admin": (["Uppdraget slutar om 7 dagar", "Amanda Fors ersätter Leila Amiri", "till"], set()),
    "log_reviewer": (["stickprov att granska", "På måfå: "], set()),
    "registrar": (["Mottagna handlingar", "när någon begär ut det"], set()),
    "municipal_lead": (["Centrum", "Hamnen", "Åsen"], set()),
}  # fmt: skip


def page_of(client, key):
    """What somebody reads on the first page, as words with single spaces between."""
    client.post(f"/demo/as/{key}/")
    html = client.get("/", follow=True).content.decode()
    return " ".join(strip_tags(html[html.index("<body") : html.index("</main>")].replace("<", " <")).split())


def moved(said):
    """A promise as it reads today: days counted to a weekend are counted to the Monday after."""
    days = re.fullmatch(r"om (12|20|30) dagar", said)
    if not days:
        return said
    weekday = (localdate() + timedelta(days=int(days[1]))).isoweekday()
    return f"om {int(days[1]) + (8 - weekday if weekday > 5 else 0)} dagar"


@pytest.mark.parametrize("key", list(town.PEOPLE))
def test_min_dag_says_what_the_town_promises_and_names_nobody_else(client, key):
    says, children = DAYS[key]
    page = page_of(client, key)

    assert [said for said in map(moved, says) if said not in page] == []
    named = {child for child in ALL_CHILDREN if re.search(rf"\b{child}\b", page)}
    assert named == children


def test_what_has_been_read_is_no_longer_new(client):
    assert "Björkskolan har delat en anteckning om Ella" in page_of(client, "bup")
    assert "Elevhälsan Björkskolan har delat" not in page_of(client, "bup")  # Erik has read those
    client.get("/cases/K-0042/")

    assert "har delat" not in page_of(client, "bup")


def test_the_samples_that_wait_lead_to_their_page(client):
    client.post("/demo/as/log_reviewer/")
    html = client.get("/").content.decode()

    assert reverse("agencies:samples") in html
    assert str(ids.of("worker", "welfare")) not in html


def test_nobody_else_is_told_of_a_yes_to_being_with(client):
    for key in ("bup", "family_support", "leisure"):
        assert "Du tackade ja" not in page_of(client, key)


@pytest.mark.parametrize(
    ("ago", "said"), [(4, "senast på "), (6, "senast i morgon"), (7, "Påminn om svar, i dag"), (30, "i dag")]
)
def test_who_has_not_answered_is_reminded_a_week_after_the_question(ago, said):
    with acting_as(town.seat("family_support")):
        consent = Consent.objects.select_related("case__child").get(pk=ids.of("consent", "saga"))
        consent.given_at = now() - timedelta(days=ago)
        thing = agreements._missing(consent, Standing(State.WAITING, needed=2, waits=("Robin",)))

    assert said in thing.about and thing.about.startswith("Saga. ")
    assert (thing.state == "today") is (ago >= 7)
