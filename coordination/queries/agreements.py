"""What do the consents of the asker's cases wait for?"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cases.kinds import Kind
from cases.sight import LED
from consent.models import Consent
from consent.queries import with_standing
from consent.states import State, standing
from coordination.queries import things
from coordination.queries.things import Thing
from look.templatetags.look import day, short_day

REMINDED = 7  # days after which somebody who has not answered is reminded


def consents(actor) -> list[Thing]:
    """Answers that are missing in the cases that the asker leads, and consents that end within 30 days."""
    led = Consent.objects.filter(case__in=LED, case__closed_at=None, ends_at__gt=now())
    given = [
        (consent, standing(consent, consent.case.child.called))
        for consent in with_standing(led).select_related("case__child").order_by("ends_at", "id")
    ]
    # A later consent that everybody said no to opens nothing, and hides none that is about to end.
    last = {consent.case_id: (consent, how) for consent, how in given if consent.opens}
    return [_missing(*one) for one in given if one[1].state in (State.WAITING, State.INSUFFICIENT)] + [
        _ending(consent) for consent, how in last.values() if how.state == State.ENDING and not how.is_renewed
    ]


def _missing(consent, how) -> Thing:
    child = consent.case.child.called
    remind = localdate(consent.given_at) + timedelta(days=REMINDED)
    about = _("%(child)s. Påminn om svar, %(when)s") % {"child": child, "when": _at_latest(remind)}
    is_back = how.state == State.INSUFFICIENT
    return Thing(
        text=_("Samtycket räcker inte längre. Bedöm det.") if is_back else how.words,
        about=child if is_back else about,
        when=_("Frågat %(day)s") % {"day": short_day(consent.given_at)},
        due=localdate(),
        page="consent:consents",
        of=consent.case.reference,
        icon="PersonChat",
        state="today" if is_back or remind <= localdate() else "",
    )


def _ending(consent) -> Thing:
    return Thing(
        text=_("Samtycket slutar %(when)s") % {"when": things.in_days(localdate(consent.ends_at))},
        about=consent.case.child.called,
        when=day(consent.ends_at),
        due=localdate(consent.ends_at),
        page="consent:consents",
        of=consent.case.reference,
        icon="Clock",
    )


def unrelied(cases) -> list[Thing]:
    """Consents that all have said yes to and that the asker's unit has not said that it relies on, one row a child."""
    return [
        Thing(
            text=_("%(child)s: läs det nya samtycket") % {"child": case.child.called},
            about=_("Det ni själva får berätta öppnas när ni har läst samtycket och lutar er mot det."),
            due=localdate(),
            page="consent:consents",
            of=case.reference,
            icon="Handshake",
            state="today",
        )
        for case in cases
        if case.is_unrelied
    ]


def postponed(waits, cases) -> list[Thing]:
    """What the unit decided not to share yet, and was to look at again today or before, in the asker's cases."""
    return _again(waits.postponed, cases, _("Se igen: ska det delas nu?"), "consent:look_again", "Eye")


def withheld(waits, cases) -> list[Thing]:
    """What the unit keeps from a guardian and was to look at again today or before, in the asker's cases."""
    return _again(waits.withheld, cases, _("Se igen: ska det fortfarande inte visas?"), "consent:withheld", "EyeSlash")


def _again(found, cases, text, page, icon) -> list[Thing]:
    called = {case.reference: case.child.called for case in cases}
    return [
        Thing(
            text=text,
            about=f"{called[one.reference]}, {Kind(one.kind).label}",
            when=short_day(one.look_again),
            due=localdate(one.look_again),
            page=page,
            of=one.pk,
            icon=icon,
            state="today",
        )
        for one in found
        if one.reference in called
    ]


def _at_latest(on: date) -> str:
    """The last day for something, as one says it within a week: "senast på fredag"."""
    days = (on - localdate()).days
    if days <= 0:
        return _("i dag")
    return _("senast i morgon") if days == 1 else _("senast på %(weekday)s") % {"weekday": date_format(on, "l")}
