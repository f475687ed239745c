"""What waits for the asker today? One small question for each kind of thing; the day's page merges and sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import StandIn
from cases.age import ASKED_ALONE, of_age_on
from cases.models import Case, Concern, Handover
from cases.sight import LED, SEATS
from consent.models import Answer, Consent, Postponement, Withdrawal
from consent.queries import invitations
from consent.queries.lines import open_lines
from coordination.queries.coming import coming_meetings
from look.templatetags.look import day, short_day, weekday

CASE = "coordination:case"
ENDING, BIRTHDAY, LEAVE = 30, 60, 21  # days ahead that a consent's end, a birthday, a stand-in are told of


@dataclass(frozen=True)
class Thing:
    """Something to do or to know: in words, when, and how pressing (urgent, today or nothing).

    `page` is the name of the view where it is done, and `of` what that page is about.
    """

    text: str
    about: str = ""
    when: str = ""
    due: date | None = None
    page: str = ""
    of: object = ""
    icon: str = "Tasklist"
    state: str = ""
    colour: str = ""

    @property
    def order(self):
        """The pressing first, then by date; what has no date comes last."""
        return (("urgent", "today", "").index(self.state), self.due or date.max, self.about)


def signals(actor) -> list[Thing]:
    """New signals to the unit, and those taken on that nobody has answered, for who takes them in."""
    if not actor.has("INTAKE", "CASEWORKER", "COORDINATOR"):
        return []
    waiting = Concern.objects.filter(unit=actor.unit, answered_at=None, outside_at=None).select_related("from_unit")
    return [_signal(concern) for concern in waiting.order_by("answer_by", "sent_at")]


def _signal(concern) -> Thing:
    place = ", ".join(part for part in (concern.child_name, concern.child_class) if part)
    return Thing(
        text=_("Svara den som skrev")
        if concern.taken_at
        else _("Ny signal från %(unit)s") % {"unit": concern.from_unit.name},
        about=place,
        when=_("Svara senast %(day)s") % {"day": short_day(concern.answer_by)},
        due=concern.answer_by,
        page="cases:signal",
        of=concern.pk,
        icon="Chat" if concern.taken_at else "InboxDown",
        state="today" if not concern.taken_at or concern.answer_by <= localdate() else "",
        colour="accent",
    )


def asked(actor) -> list[Thing]:
    """Questions to the unit: will you be with around this child?"""
    if not actor.has("INTAKE"):
        return []
    return [
        Thing(
            text=_("Vill ni vara med runt %(child)s?") % {"child": part.case.child.called},
            about=_("%(name)s, %(unit)s frågar")
            % {"name": part.invited_by.worker.name, "unit": part.invited_by_unit.name},
            when=short_day(part.invited_at),
            due=localdate(),
            page="consent:invitation",
            of=part.pk,
            icon="HandHeart",
            state="today",
            colour=part.invited_by_unit.agency.colour,
        )
        for part in invitations(actor)
    ]


def handovers(actor) -> tuple[list[Thing], set]:
    """Questions about taking over the lead, put to the asker or by the asker, and the cases that they are about."""
    waiting = (
        Handover.objects.filter(answered_at=None, case__closed_at=None)
        .annotate(is_mine=Q(to_membership__in=SEATS))
        .filter(Q(is_mine=True) | Q(case__in=LED))
        .select_related("case__child", "asked_by__worker", "to_membership__worker")
        .order_by("asked_at")
    )
    found = list(waiting)
    return [_handover(actor, row) for row in found], {row.case_id for row in found}


def _handover(actor, row) -> Thing:
    child = row.case.child.called
    mine = row.is_mine
    return Thing(
        text=_("%(child)s: vill du ta över som samordnare?") % {"child": child}
        if mine
        else _("%(child)s: inget svar än om att ta över") % {"child": child},
        about=_("%(name)s frågar") % {"name": row.asked_by.worker.name}
        if mine
        else _("Du frågade %(name)s") % {"name": row.to_membership.worker.name},
        when=short_day(row.asked_at),
        due=localdate(row.asked_at),
        page=CASE,
        of=row.case.reference,
        icon="Handshake",
        state="today" if mine else "",
        colour="accent" if mine else "",
    )


def consents(actor) -> list[Thing]:
    """Answers that are missing in the cases that the asker leads, and consents that end within 30 days."""
    waiting = Q(answers__said=Answer.Said.WAITING, answers__is_needed=True)
    given = (
        Consent.objects.filter(case__in=LED, case__closed_at=None, ends_at__gt=now())
        .exclude(Exists(Withdrawal.objects.filter(consent=OuterRef("pk"), about_unit=None, kind="")))
        .annotate(missing=Count("answers", filter=waiting), opens=Exists(open_lines(consent=OuterRef("pk"))))
        .select_related("case__child")
        .order_by("ends_at", "id")
    )
    # A later consent that everybody said no to opens nothing, and hides none that is about to end.
    last = {consent.case_id: consent for consent in given if consent.opens}
    soon = localdate() + timedelta(days=ENDING)
    return [_missing(one) for one in given if one.missing] + [
        _ending(one) for one in last.values() if localdate(one.ends_at) <= soon
    ]


def _missing(consent) -> Thing:
    return Thing(
        text=ngettext("Ett svar saknas", "%(number)d svar saknas", consent.missing) % {"number": consent.missing},
        about=consent.case.child.called,
        when=_("Frågat %(day)s") % {"day": short_day(consent.given_at)},
        due=localdate(),
        page="consent:consents",
        of=consent.case.reference,
        icon="PersonChat",
    )


def _ending(consent) -> Thing:
    return Thing(
        text=_("Samtycket slutar %(when)s") % {"when": in_days(localdate(consent.ends_at))},
        about=consent.case.child.called,
        when=day(consent.ends_at),
        due=localdate(consent.ends_at),
        page="consent:consents",
        of=consent.case.reference,
        icon="Clock",
    )


def birthdays(actor, cases, offered) -> list[Thing]:
    """Eighteenth birthdays within 60 days, for who leads or is asked to: then the young person answers alone."""
    found = []
    for case in cases:
        on = of_age_on(case.child)
        leads = case.is_led or case.pk in offered
        if on and leads and localdate() < on <= localdate() + timedelta(days=BIRTHDAY):
            found.append(
                Thing(
                    text=_("%(child)s fyller %(age)d den %(day)s. Fråga om samtycke.")
                    % {"child": case.child.called, "age": ASKED_ALONE, "day": day(on)},
                    about=_("Det som vårdnadshavarna har svarat slutar gälla den dagen."),
                    when=in_days(on),
                    due=on,
                    page="consent:consents",
                    of=case.reference,
                    icon="Calendar",
                )
            )
    return found


def reviews(actor, cases) -> list[Thing]:
    """Cases that the asker leads and that are to be closed or gone on with, also because their plan's day has come."""
    led = {case.pk: case for case in cases if case.is_led}
    days = {case.pk: getattr(getattr(case, "plan", None), "follow_up_on", None) for case in led.values()}
    come = {pk: on for pk, on in days.items() if on and on <= localdate()}
    return [
        Thing(
            text=_("Följ upp eller avsluta"),
            about=case.child.called,
            when=short_day(come[case.pk]) if case.pk in come else "",
            due=come.get(case.pk),
            page="coordination:plan",
            of=case.reference,
            icon="Tasklist",
            state="today" if case.pk in come else "",
        )
        for case in led.values()
        if case.stage == Case.Stage.REVIEW or case.pk in come
    ]


def meetings(actor) -> list[Thing]:
    """Meetings ahead that the asker is asked to or leads; and, for who manages the unit, today's without a lead."""
    return [
        Thing(
            text=_("Utan ledare i dag: %(kind)s") % {"kind": one.kind} if one.is_adrift else one.kind,
            about=", ".join([one.meeting.case.child.called, *one.news]),
            when=one.when,
            due=localdate(one.meeting.starts_at),
            page="coordination:meeting",
            of=one.meeting.pk,
            icon="PersonGroup",
            state="today" if one.is_today else "",
            colour="accent",
        )
        for one in coming_meetings(actor)
    ]


def stand_ins(actor) -> list[Thing]:
    """Who is in the asker's place, and in whose place the asker is, now and within three weeks."""
    moment = now()
    rows = (
        StandIn.objects.filter(Q(absent=actor.membership) | Q(stand_in=actor.membership))
        .filter(ends_at__gt=moment, starts_at__lte=moment + timedelta(days=LEAVE))
        .select_related("absent__worker", "stand_in__worker")
        .order_by("starts_at")
    )
    return [_stand_in(actor, row) for row in rows]


def _stand_in(actor, row) -> Thing:
    away = row.absent_id == actor.membership
    name = (row.stand_in if away else row.absent).worker.name
    return Thing(
        text=_("%(name)s är din ersättare") % {"name": name} if away else _("Du ersätter %(name)s") % {"name": name},
        about=_("%(from)s till %(to)s")
        % {"from": weekday(row.starts_at), "to": weekday(row.ends_at - timedelta(seconds=1))},
        due=localdate(row.starts_at),
        icon="PersonCheckmark",
    )


def postponed(actor) -> list[Thing]:
    """What the unit decided not to share yet, and was to look at again today or before, in the asker's cases."""
    come = (
        Postponement.objects.filter(done_at=None, case__closed_at=None, look_again_on__lte=localdate())
        .select_related("case__child", "record", "to_unit")
        .defer("record__text")
        .order_by("look_again_on", "id")
    )
    return [
        Thing(
            text=_("Se igen: ska det delas nu?"),
            about=f"{one.case.child.called}, {one.record.get_kind_display()}",
            when=short_day(one.look_again_on),
            due=one.look_again_on,
            page="consent:look_again",
            of=one.pk,
            icon="Eye",
            state="today",
        )
        for one in come
    ]


def in_days(on: date) -> str:
    """A coming day as one says it: "om 11 dagar", "i morgon", "i dag"."""
    days = (on - localdate()).days
    if days <= 1:
        return short_day(on)
    return _("om %(days)d dagar") % {"days": days}
