"""What waits for the asker today? One small question for each kind of thing; the day's page merges and sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cases.age import ASKED_ALONE, of_age_on
from cases.models import Case, Concern, Handover, Involvement
from cases.sight import LED, SEATS
from consent.models import Consent
from consent.queries import invitations
from coordination.queries.coming import coming_meetings
from look.templatetags.look import class_words, day, short_day, weekday

CASE = "coordination:case"
BIRTHDAY, INTERPRETER = 60, 7  # days ahead that a birthday is told of, and that an interpreter presses
ACCEPTED = 21  # days that who takes in the questions to a unit is told of a yes


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
    place = ", ".join(part for part in (concern.child_name, class_words(concern.child_class)) if part)
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


def asked(actor) -> tuple[list[Thing], list[Involvement]]:
    """Questions to the unit, will you be with around this child?, and those that the asker has said yes to lately."""
    if not actor.has("INTAKE"):
        return [], []
    parts = invitations(actor, answered_since=now() - timedelta(days=ACCEPTED))
    waiting = [part for part in parts if part.state == Involvement.State.INVITED]
    return [_asked(part) for part in waiting], [part for part in parts if part not in waiting]


def _asked(part) -> Thing:
    return Thing(
        text=_("Vill ni vara med runt %(child)s?") % {"child": part.case.child.called},
        about=_("%(name)s, %(unit)s frågar") % {"name": part.invited_by.worker.name, "unit": part.invited_by_unit.name},
        when=short_day(part.invited_at),
        due=localdate(),
        page="consent:invitation",
        of=part.pk,
        icon="HandHeart",
        state="today",
        colour=part.invited_by_unit.agency.colour,
    )


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


def birthdays(actor, cases, offered) -> list[Thing]:
    """Eighteenth birthdays within 60 days, for who leads or is asked to: then the young person answers alone."""
    found = _not_asked(case for case in cases if case.is_led)
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


def _not_asked(cases) -> list[Thing]:
    """From the birthday on, until the young person has been asked: what others answered for them holds no longer."""
    adults = {case.pk: (case, on) for case in cases if (on := of_age_on(case.child)) and on <= localdate()}
    given = Consent.objects.filter(case__in=adults).values_list("case", "given_at") if adults else []
    asked = {pk for pk, at in given if localdate(at) >= adults[pk][1]}
    return [
        Thing(
            text=_("%(child)s är %(age)d år och svarar själv. Fråga om samtycke.")
            % {"child": case.child.called, "age": ASKED_ALONE},
            about=_("Det som vårdnadshavarna svarade gäller inte längre."),
            when=day(on),
            due=localdate(),
            page="consent:consents",
            of=case.reference,
            icon="Calendar",
            state="today",
        )
        for case, on in adults.values()
        if case.pk not in asked
    ]


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
    """Meetings ahead that the asker is asked to or leads; and, for who manages the unit, those without a lead."""
    coming = coming_meetings(actor)
    return [_interpreter(one.meeting) for one in coming if one.wants_interpreter] + [
        Thing(
            text=_adrift(one) if one.is_adrift else one.kind,
            about=", ".join([one.meeting.case.child.called, *one.news]),
            when=one.when,
            due=localdate(one.meeting.starts_at),
            page="coordination:meeting",
            of=one.meeting.pk,
            icon="PersonGroup",
            state="today" if one.is_today or one.is_adrift else "",
            colour="accent",
        )
        for one in coming
    ]


def _adrift(coming) -> str:
    words = _("Utan ledare i dag: %(kind)s") if coming.is_today else _("Utan ledare: %(kind)s")
    return words % {"kind": coming.kind}


def _interpreter(meeting) -> Thing:
    booked = meeting.interpreter_booked_at is not None
    ask = _("Fråga om tolken är bekräftad: %(language)s") if booked else _("Boka tolk: %(language)s")
    on = localdate(meeting.starts_at)
    return Thing(
        text=ask % {"language": meeting.language},
        about=_("%(child)s, möte %(day)s") % {"child": meeting.case.child.called, "day": day(on)},
        due=on,
        page="coordination:interpreter",
        of=meeting.pk,
        icon="Chat",
        state="today" if on - timedelta(days=INTERPRETER) <= localdate() else "",
    )


def stand_ins(waits) -> list[Thing]:
    """Who is in the asker's place, and in whose place the asker is, now and within three weeks."""
    return [_stand_in(leave) for leave in waits.leaves]


def _stand_in(leave) -> Thing:
    if leave.other is None:
        text = _("Du är borta utan ersättare")
    elif leave.is_mine:
        text = _("%(name)s är din ersättare") % {"name": leave.other}
    else:
        text = _("Du ersätter %(name)s") % {"name": leave.other}
    return Thing(
        text=text,
        about=_("%(from)s till %(to)s")
        % {"from": weekday(leave.starts_at), "to": weekday(leave.ends_at - timedelta(seconds=1))},
        due=localdate(leave.starts_at),
        icon="PersonCheckmark",
    )


def passed_on(waits) -> list[Thing]:
    """What the log reviewer asks about somebody in the unit that the asker manages, until it is answered."""
    return [
        Thing(
            text=_("Granskaren ber dig titta"),
            about=_("%(name)s, ett besök i loggen") % {"name": one.name},
            when=short_day(one.at),
            due=localdate(one.at),
            page="agencies:passed",
            of=one.pk,
            icon="Eye",
            state="today",
            colour="warning",
        )
        for one in waits.passed_on
    ]


def in_days(on: date) -> str:
    """A coming day as one says it: "om 11 dagar", "i morgon", "i dag"."""
    days = (on - localdate()).days
    if days <= 1:
        return short_day(on)
    return _("om %(days)d dagar") % {"days": days}
