"""What does the asker's day look like?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import Draft
from access.moved import Moved
from access.queries import drafts
from access.trail import saw
from agencies.models import WITHOUT_SECRECY, Membership, StandIn, Unit
from agencies.queries.samples import waiting_samples
from cases.age import age
from cases.models import Case, Involvement, Record
from cases.policies.cases import WORKING
from cases.policies.concerns import WRITERS
from cases.queries import my_concerns, next_step, stage_words
from cases.queries.cases import COLOURS
from cases.queries.concerns import Sent
from cases.sight import AHEAD, LED, MINE
from coordination.queries import law, things
from coordination.queries.agreements import consents, postponed, unrelied, withheld
from coordination.queries.changed import withdrawals
from coordination.queries.doing import Doing, doing
from coordination.queries.news import News, news
from coordination.queries.openings import openings
from coordination.queries.things import Thing
from coordination.queries.unit import UnitPage, unit_page
from look.templatetags.look import day, short_day


@dataclass(frozen=True)
class Mine:
    """One of my children: how far it has come, which units are with it, and what was written last that I may read."""

    case: Case
    age: int | None
    stage: str
    colour: str
    next_step: str
    around: list[Unit]
    last_at: datetime | None
    last_unit: str


@dataclass(frozen=True)
class Day:
    """The start page of one worker in one membership."""

    moment: datetime
    greeting: str
    works: bool
    reports: bool
    may_report: bool
    things: list[Thing]
    sent: list[Sent]
    drafts: list[Draft]
    children: list[Mine]
    news: list[News]
    elsewhere: list[tuple[str, int]]
    notice: str
    unit: UnitPage | None


def today(actor) -> Day:
    """The asker's day, by the roles that the asker has here.

    Raises Moved for who has nothing but the municipality's numbers to look at: these are the day.
    """
    if actor.roles == {"MUNICIPAL_LEAD"}:
        raise Moved("insight:counts")
    waits = law.waiting(actor)
    works = actor.has(*WORKING)
    cases = _my_cases(actor) if works else []
    handed, offered = things.handovers(actor) if works else ([], set())
    asked, accepted = things.asked(actor)
    does = doing(actor) if works or actor.has("MANAGER") else Doing([], [])
    found = [
        *openings(actor),
        *things.signals(actor),
        *asked,
        *handed,
        *(consents(actor) if works else []),
        *(withdrawals(actor) if works else []),
        *unrelied(cases),
        *postponed(waits, cases),
        *withheld(waits, cases),
        *things.birthdays(actor, cases, offered),
        *things.reviews(actor, cases),
        *does.things,
        *things.meetings(actor),
        *things.stand_ins(waits),
        *things.passed_on(waits),
        *(_access(actor) if actor.has("ACCESS_ADMIN") else []),
        *(_handful(actor) if actor.has("LOG_REVIEWER") else []),
    ]
    return Day(
        moment=localtime(),
        greeting=greeting(actor),
        works=works,
        reports=actor.has("REPORTER"),
        may_report=waits.takes_signals and actor.has(*WRITERS),
        things=sorted(found, key=lambda thing: thing.order),
        sent=my_concerns(actor) if actor.has(*WRITERS) else [],
        drafts=drafts(actor),
        children=_mine(cases),
        news=news(actor, waits, accepted, does.done),
        elsewhere=_elsewhere(actor, waits),
        notice=_notice(actor) if works else "",
        unit=unit_page(actor) if actor.has("MANAGER") and not works else None,
    )


def greeting(actor) -> str:
    """By the time of day, to the given name."""
    hour, name = localtime().hour, {"name": actor.name.split()[0]}
    if 4 <= hour < 10:
        return _("God morgon, %(name)s") % name
    if 10 <= hour < 17:
        return _("Hej, %(name)s") % name
    return _("God kväll, %(name)s") % name


def _my_cases(actor) -> list[Case]:
    """The open cases that the asker works on, each with its plan and the units that are with it."""
    active = Involvement.objects.filter(state=Involvement.State.ACTIVE).select_related("unit__agency")
    latest = Record.objects.filter(case=OuterRef("pk")).order_by("-happened_at", "id")
    cases = list(
        Case.objects.filter(closed_at=None, pk__in=MINE)
        .annotate(
            is_led=Q(pk__in=LED),
            is_unrelied=law.UNRELIED,
            **AHEAD,
            last_at=Subquery(latest.values("happened_at")[:1]),
            last_unit=Subquery(latest.values("unit__name")[:1]),
        )
        .select_related("child", "plan")
        .prefetch_related(Prefetch("involvements", active.order_by("invited_at", "id")))
    )
    saw("coordination.today", cases)
    return cases


def _mine(cases) -> list[Mine]:
    found = [
        Mine(
            case=case,
            age=age(case.child),
            stage=stage_words(case),
            colour=COLOURS[case.stage],
            next_step=next_step(case),
            around=list(dict.fromkeys(part.unit for part in case.involvements.all())),
            last_at=case.last_at,
            last_unit=case.last_unit or "",
        )
        for case in cases
    ]
    return sorted(found, key=lambda one: one.last_at or one.case.opened_at, reverse=True)


def _elsewhere(actor, waits) -> list[tuple[str, int]]:
    return [(seat.unit_name, waits.elsewhere[seat.id]) for seat in actor.memberships if seat.id in waits.elsewhere]


def _notice(actor) -> str:
    """What one has to know who works under this law."""
    if actor.regime == "POLICE":
        return _("Här skriver du bara det som ska delas. Egna anteckningar hör hemma i ert eget system.")
    if actor.regime in WITHOUT_SECRECY:
        return _("%(agency)s har ingen egen sekretess: här visas bara det som rör er.") % {"agency": actor.unit_name}
    return ""


def _handful(actor) -> list[Thing]:
    """The samples that wait for the log reviewer, and why these were drawn."""
    waits = waiting_samples(actor)
    if not waits.number:
        return []
    why = ", ".join(f"{reason.label.lower()}: {number}" for reason, number in waits.reasons.items())
    said = ngettext("%(number)d stickprov att granska", "%(number)d stickprov att granska", waits.number)
    return [
        Thing(
            text=said % {"number": waits.number},
            about=why.capitalize(),
            due=waits.due_on,
            state="urgent" if waits.due_on < localdate() else "",
            page="agencies:samples",
            icon="Eye",
        )
    ]


def _access(actor) -> list[Thing]:
    """Memberships and stand-ins of the agency that end within 30 days, for its access administrator."""
    moment, until = now(), now() + timedelta(days=30)
    ends = (
        Membership.objects.filter(unit__agency=actor.agency, ends_at__gt=moment, ends_at__lte=until)
        .select_related("worker", "unit")
        .order_by("ends_at")
    )
    away = (
        StandIn.objects.filter(absent__unit__agency=actor.agency, ends_at__gt=moment, starts_at__lte=until)
        .select_related("stand_in__worker", "absent__worker")
        .order_by("starts_at")
    )
    return [
        Thing(
            text=_("Uppdraget slutar %(when)s") % {"when": things.in_days(localdate(one.ends_at))},
            about=f"{one.worker.name}, {one.unit.name}",
            when=day(one.ends_at),
            due=localdate(one.ends_at),
            page="agencies:people",
            icon="Clock",
        )
        for one in ends
    ] + [
        Thing(
            text=_("%(name)s ersätter %(absent)s")
            % {"name": row.stand_in.worker.name, "absent": row.absent.worker.name}
            if row.stand_in
            else _("%(absent)s är borta utan ersättare") % {"absent": row.absent.worker.name},
            about=_("till %(day)s") % {"day": day(row.ends_at - timedelta(seconds=1))},
            when=short_day(row.starts_at),
            due=localdate(row.starts_at),
            page="agencies:people",
            icon="PersonCheckmark",
        )
        for row in away
    ]
