"""The demo town's front door: sign in as anybody in it, without a password, and read the mail that it gets.

Only the demo has these pages (config/urls.py), and the demo refuses production's settings (config/settings.py).
"""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from access.web import open_to_all, works_locked
from agencies import signin
from agencies.models import COLOURS, Regime, Worker
from config import demo_mail
from tests.town import PEOPLE, seat
from tests.town.places import AGENCIES

app_name = "demo"

# "Logga in som …": who, and what they do, by key, in the groups that the page shows them in.
GROUPS = (
    (
        _("Skola och förskola"),
        {
            "teacher": (_("läraren på Björkskolan"), _("Har tre minuter mellan två lektioner.")),
            "welfare": (_("skolkuratorn på Björkskolan"), _("Tar emot signaler och håller ihop det som händer sedan.")),
            "unit_manager": (_("rektorn på Björkskolan"), _("Ser att inget barn blir utan en vuxen.")),
            "emi": (_("skolsköterskan på Björkskolan"), _("Egen sekretess, fast dörren ligger i samma korridor.")),
            "preschool": (_("specialpedagogen på Strandkottens förskola"), _("Känner barnen sedan de var ett år.")),
            "stand_in": (_("skolkuratorn på Fyrgymnasiet"), _("Har två uppdrag och byter mellan dem.")),
            "private_school": (_("specialpedagogen på Friskolan Måsvingen"), _("Liten skola, samma skyldigheter.")),
        },
    ),
    (
        _("Socialtjänst"),
        {
            "coordinator": (_("samordnaren på Samverkansteamet"), _("Leder åtta gemensamma möten i veckan.")),
            "social": (
                _("socialsekreteraren på Stöd till barn och familj"),
                _("Har trettio barn och vill skriva en gång."),
            ),
            "family_support": (
                _("familjebehandlaren på Stöd till barn och familj"),
                _("Är hemma hos familjer på morgnarna."),
            ),
        },
    ),
    (
        _("Vård"),
        {
            "bup": (_("psykologen på BUP Sjöviken"), _("Är med en gång i månaden och behöver hitta på tio sekunder.")),
            "bup_intake": (_("vårdsamordnaren på BUP Sjöviken"), _("Tar emot inbjudningar och frågar rätt person.")),
            "child_health": (_("sjuksköterskan på BVC Strandkanten"), _("Ser barnen innan skolan gör det.")),
        },
    ),
    (
        _("Polis och fritid"),
        {
            "police": (_("polisen i ungdomsgruppen"), _("Känner ungdomarna vid namn.")),
            "leisure": (_("fritidsledaren på Fritidsgården Sjömärket"), _("Vet vad de är bra på.")),
        },
    ),
    (
        _("De som ser till att det fungerar"),
        {
            "access_admin": (_("behörighetsadministratören"), _("Släpper in rätt personer. Ser inga barn.")),
            "log_reviewer": (_("loggranskaren"), _("Granskar läsningar, en minut per rad.")),
            "registrar": (
                _("registratorn på Utbildningsförvaltningen"),
                _("Tar fram det som nämnden har fått, när någon begär ut det. Prova K-0042."),
            ),
            "municipal_lead": (_("utvecklingschefen i kommunen"), _("Ser om hjälpen kommer i tid. Aldrig ett namn.")),
        },
    ),
)


@dataclass(frozen=True)
class Door:
    """One button of the page: a person of the town, and what to call them."""

    key: str
    who: str
    name: str
    title: str
    sentence: str
    colour: str


def only_in_the_demo(view):
    """Refuse the view everywhere but in the demo, whatever the addresses say."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEMO:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@open_to_all
@only_in_the_demo
def people(request):
    """Everybody one can be, and ten things to try."""
    return render(request, "demo/people.html", {"groups": [(name, doors(keys)) for name, keys in GROUPS]})


@open_to_all
@only_in_the_demo
@require_POST
def enter(request, key):
    """Sign in as a person of the town, in the unit they act for first."""
    worker = _worker(key)
    seats = list(signin.seats(worker))
    if not seats:
        return render(request, "agencies/no_seat.html", status=403)
    first = next((mine for mine in seats if mine.pk == seat(key)), seats[0])
    signin.recognise(request, worker)
    signin.enter(request, first, by="demo.sign_in")
    return HttpResponseRedirect(signin.way_back(request))


@works_locked
@only_in_the_demo
@require_POST
def unlock(request):
    """Open the lock for the same person; only for those of the town, who have no password."""
    if request.user.has_usable_password():
        raise Http404
    signin.open_up(request)
    return HttpResponseRedirect(signin.way_back(request))


@open_to_all
@only_in_the_demo
def mail(request):
    """What Kring has sent, newest first."""
    return render(request, "demo/mail.html", {"mails": demo_mail.sent(), "by_file": demo_mail.folder() is not None})


def doors(keys: dict) -> list[Door]:
    """The buttons of one group."""
    regimes = {unit.key: agency.regime for agency in AGENCIES for unit in agency.units}
    return [
        Door(
            key=key,
            who=who,
            name=PEOPLE[key].name,
            title=PEOPLE[key].title,
            sentence=sentence,
            colour=COLOURS.get(Regime(regimes[PEOPLE[key].posts[0].unit]), "neutral"),
        )
        for key, (who, sentence) in keys.items()
    ]


def _worker(key: str) -> Worker:
    person = PEOPLE.get(key)
    worker = Worker.objects.filter(email=person.email, is_active=True).first() if person else None
    if worker is None:
        raise Http404
    return worker


urlpatterns = [
    path("", people, name="people"),
    path("as/<str:key>/", enter, name="as"),
    path("unlock/", unlock, name="unlock"),
    path("mail/", mail, name="mail"),
]
