"""Who has read, changed and received what is the asker's unit's own in a case?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access.action import ACTIONS
from access.models import Trail
from agencies.models import Unit, Worker
from agencies.sight import STOOD_FOR
from cases.models import Involvement, Record
from consent.models import Disclosure
from coordination.queries.around import icon_of
from coordination.queries.head import Head, head_of, worked_on
from look.templatetags.look import day
from look.words import listed

MOST = 400  # lines a page: some weeks of a lively case

# What was done, as one says it afterwards. What is not here says itself in the action's own words.
DONE = {
    "cases.write_record": gettext_lazy("skrev en anteckning"),
    "consent.write_and_share": gettext_lazy("skrev och delade en anteckning"),
    "cases.correct_record": gettext_lazy("rättade en anteckning"),
    "consent.copy_to_journal": gettext_lazy("förde en anteckning till sin journal"),
    "consent.give": gettext_lazy("skrev in ett samtycke"),
    "consent.record_answer": gettext_lazy("skrev in ett svar"),
    "consent.take_back_own": gettext_lazy("skrev in att någon tog tillbaka sitt ja till det som rör dem själva"),
    "consent.withdraw": gettext_lazy("skrev in att familjen har tagit tillbaka sitt ja"),
    "consent.invite_unit": gettext_lazy("bjöd in en enhet"),
    "consent.note_unit": gettext_lazy("antecknade en enhet som är med"),
    "consent.accept_invitation": gettext_lazy("tackade ja till att vara med"),
    "consent.decline_invitation": gettext_lazy("tackade nej till att vara med"),
    "consent.ask_handover": gettext_lazy("frågade om att lämna över"),
    "consent.answer_handover": gettext_lazy("svarade på frågan om att ta över"),
    "consent.give_and_invite": gettext_lazy("skrev in ett samtycke och bjöd in"),
    "consent.rely_on": gettext_lazy("läste samtycket och lutar sig mot det"),
    "consent.take_back_handover": gettext_lazy("tog tillbaka frågan om att ta över"),
    "consent.correct_and_share": gettext_lazy("rättade en anteckning och delade rättelsen"),
    "consent.attach_scan": gettext_lazy("sparade ett skannat svar"),
    "consent.renew": gettext_lazy("frågade familjen på nytt"),
    "consent.decide_without": gettext_lazy("bedömde om svaren räcker"),
    "consent.end_consent": gettext_lazy("avslutade ett samtycke"),
    "consent.share_by_law": gettext_lazy("delade en anteckning med stöd av lag"),
    "consent.not_now": gettext_lazy("bestämde att inte dela nu"),
    "consent.put_away": gettext_lazy("lade undan frågan om att dela"),
    "consent.withhold": gettext_lazy("bestämde att inte visa en anteckning för en vårdnadshavare"),
    "consent.show_again": gettext_lazy("tog tillbaka ett beslut att inte visa en anteckning"),
    "consent.note_spoken": gettext_lazy("antecknade vad som sagts muntligt"),
    "consent.produce": gettext_lazy("tog fram en mottagen handling"),
    "consent.open_emergency": gettext_lazy("gjorde en nödöppning"),
    "consent.end_emergency": gettext_lazy("avslutade en nödöppning"),
    "consent.review_emergency": gettext_lazy("granskade en nödöppning"),
    "cases.start_case": gettext_lazy("började samarbetet"),
    "cases.end_assignment": gettext_lazy("avslutade en kollegas arbete med barnet"),
    "cases.change_lead": gettext_lazy("gav barnet en annan samordnare"),
    "cases.take_on": gettext_lazy("tog emot en signal"),
    "cases.answer_concern": gettext_lazy("svarade den som skrev en signal"),
    "cases.assign_worker": gettext_lazy("lät en kollega arbeta med barnet"),
    "cases.take_part": gettext_lazy("gick in i samarbetet"),
    "cases.add_relative": gettext_lazy("skrev in någon i familjen"),
    "cases.change_relative": gettext_lazy("ändrade en uppgift om familjen"),
    "cases.change_child": gettext_lazy("ändrade en uppgift om barnet"),
    "cases.protect_child": gettext_lazy("markerade barnet som skyddat"),
    "cases.set_outside": gettext_lazy("tog bort en signal om ett barn med skyddade personuppgifter"),
    "cases.show_protected_name": gettext_lazy("visade det skyddade namnet"),
    "cases.show_identity": gettext_lazy("visade identitetsnumret"),
    "cases.decide": gettext_lazy("bestämde hur det går vidare"),
    "coordination.end_meeting": gettext_lazy("skrev vad ett möte kom överens om"),
    "coordination.mark_done": gettext_lazy("sa att något i planen är klart"),
    "coordination.keep_on": gettext_lazy("skrev hur det går i planen"),
    "coordination.drop_measure": gettext_lazy("sa att något i planen inte görs"),
    "cases.close_case": gettext_lazy("avslutade samarbetet"),
    "coordination.book_meeting": gettext_lazy("bokade ett möte"),
    "coordination.change_meeting": gettext_lazy("ändrade ett möte"),
    "coordination.cancel_meeting": gettext_lazy("ställde in ett möte"),
    "coordination.revoke_invitation": gettext_lazy("tog bort en inbjudan till ett möte"),
    "coordination.answer_invitation": gettext_lazy("svarade på en inbjudan till ett möte"),
    "coordination.note_answer": gettext_lazy("antecknade ett svar på en inbjudan"),
    "coordination.invite_to_part": gettext_lazy("bjöd in någon till en del av ett möte"),
    "coordination.note_interpreter": gettext_lazy("antecknade om tolken är bokad"),
    "coordination.give_measure": gettext_lazy("lät en kollega göra något i planen"),
    "coordination.take_meeting": gettext_lazy("tog över ett möte"),
}
# What was read, where it was no note.
SEEN = {
    "cases.family": gettext_lazy("familjens uppgifter"),
    "coordination.family": gettext_lazy("familjens uppgifter"),
    "consent.circle": gettext_lazy("vilka som är med"),
    "consent.consents": gettext_lazy("samtycket"),
    "consent.production": gettext_lazy("en mottagen handling"),
    "consent.emergency": gettext_lazy("det som finns här, i en nödöppning"),
    "consent.opening": gettext_lazy("om en nödöppning"),
    "consent.print": gettext_lazy("samtyckesblanketten, för att skriva ut den"),
    "consent.text": gettext_lazy("orden som någon svarade på"),
    "consent.scan_file": gettext_lazy("ett skannat svar"),
    "consent.asked": gettext_lazy("orden som familjen tillfrågas med"),
    "consent.give": gettext_lazy("samtycket"),
    "consent.invitation": gettext_lazy("inbjudan till samarbetet"),
    "coordination.plan": gettext_lazy("planen"),
    "coordination.paper": gettext_lazy("planen, för att skriva ut den"),
    "cases.signal": gettext_lazy("signalen"),
    "cases.concern": gettext_lazy("signalen"),
    "coordination.signal": gettext_lazy("signalen"),
    "coordination.meeting": gettext_lazy("mötet"),
    "coordination.log": gettext_lazy("loggen, för att skriva ut den till familjen"),
}
TOLD_OTHERWISE = {"consent.disclose"}  # the disclosure itself is shown, with its receiver


@dataclass
class Reading:
    """What somebody did on one day: who, what, until when, and which notes it was about.

    `what` is what was done; empty for reading, where `read` holds all that was read besides the notes.
    """

    at: datetime
    who: str
    title: str
    unit: Unit
    icon: str
    what: str
    read: list[str] = field(default_factory=list)
    about: dict[UUID, str] = field(default_factory=dict)
    stood_in: bool = False
    stood_for: str = ""

    @property
    def colour(self) -> str:
        """The colour of the agency's kind."""
        return self.unit.agency.colour

    @property
    def text(self) -> str:
        """What was done, in words."""
        if self.what:
            return self.what
        read = [_notes(len(self.about))] if self.about else []
        read += self.read
        return _("läste %(what)s") % {"what": listed(read)} if read else _("öppnade sidan")


@dataclass(frozen=True)
class ReadersPage:
    """The days, newest first, each with what happened; `older` is where the next page begins."""

    head: Head
    days: list[tuple[date, list[Reading]]]
    only_others: bool
    older: str


def readers(actor, reference, *, others=False, before="") -> ReadersPage:
    """What others and ourselves have done with what is ours in this case; never what another does with its own."""
    case = worked_on(reference)
    until = moment(before)
    notes = {r.pk: _called(r) for r in Record.objects.filter(case=case, unit=actor.unit).defer("text")}
    lines = lines_of_ours(actor, case, notes)
    acts = Disclosure.objects.filter(case=case, unit=actor.unit)
    if others:
        lines, acts = lines.exclude(unit=actor.unit), acts.exclude(to_unit=actor.unit)
    if until:
        lines, acts = lines.filter(at__lt=until), acts.filter(disclosed_at__lt=until)
    lines = list(lines.order_by("-at", "id")[: MOST + 1])
    more = len(lines) > MOST
    lines = lines[:MOST]
    if more:  # the acts of the days that the lines do not reach belong to the next page
        acts = acts.filter(disclosed_at__gte=lines[-1].at)
    acts = acts.select_related("to_unit__agency", "disclosed_by__worker", "record").order_by("-disclosed_at", "id")
    found = [*_of_lines(actor, lines, notes), *_of_acts(acts, notes)]
    days: dict = {}
    for reading in sorted(found, key=lambda reading: reading.at, reverse=True):
        days.setdefault(localdate(reading.at), []).append(reading)
    return ReadersPage(head_of(actor, case), list(days.items()), others, lines[-1].at.isoformat() if more else "")


def lines_of_ours(actor, case, notes):
    """The lines of a case that concern what is the asker's unit's own, whose notes are `notes`."""
    # Who came by what is ours is told in full. That somebody only opened the case, which may be ours because we began
    # it, is told of units that we may know of: two that are kept apart do not meet in the log either.
    known = Involvement.objects.filter(case=case).values("unit")
    ours = Q(unit=actor.unit) | Q(unit__in=known) | Q(subjects__overlap=list(notes))
    lines = Trail.objects.filter(ours, case=case.pk, owner_unit=actor.unit).annotate(for_whom=STOOD_FOR)
    return lines.exclude(name__in=TOLD_OTHERWISE)


def _of_lines(actor, lines, notes) -> list[Reading]:
    workers = Worker.objects.in_bulk({line.worker for line in lines})
    units = Unit.objects.select_related("agency").in_bulk({line.unit for line in lines})
    found: dict = {}
    for line in lines:
        what, read = _words(line)
        worker, unit = workers.get(line.worker), units[line.unit]
        # Whoever answers by an invitation's link is no worker (access/guest.py); the meeting's page says who it was.
        who, title = (worker.name, worker.title) if worker else (_("Någon som är bjuden"), "")
        reading = found.setdefault(
            (localdate(line.at), line.worker, line.unit, what, line.standing_in, line.for_whom),
            Reading(line.at, who, title, unit, icon_of(unit), what, stood_in=line.standing_in, stood_for=line.for_whom),
        )
        reading.about.update({subject: notes[subject] for subject in line.subjects if subject in notes})
        if read and read not in reading.read:
            reading.read.append(read)
    return list(found.values())


def _of_acts(acts, notes) -> list[Reading]:
    found: dict = {}
    for act in acts:
        unit = act.to_unit
        key = (localdate(act.disclosed_at), unit.pk, act.disclosed_by_id)
        reading = found.setdefault(key, Reading(act.disclosed_at, unit.name, "", unit, icon_of(unit), ""))
        reading.about[act.record_id] = notes.get(act.record_id, "")
        reading.what = _("har fått läsa %(notes)s. %(name)s delade.") % {
            "notes": _notes(len(reading.about)), "name": act.disclosed_by.worker.name,
        }  # fmt: skip
    return list(found.values())


def _words(line) -> tuple[str, str]:
    """What was done; or, of a reading, what was read besides notes."""
    if line.verb == Trail.Verb.READ:
        return "", str(SEEN.get(line.name, ""))
    if line.name in DONE:
        return str(DONE[line.name]), ""
    return (str(ACTIONS[line.name].says) if line.name in ACTIONS else line.get_verb_display()), ""


def _notes(number: int) -> str:
    return ngettext("%(number)d anteckning", "%(number)d anteckningar", number) % {"number": number}


def _called(record) -> str:
    return f"{record.get_kind_display()}, {day(record.happened_at)}"


def moment(text) -> datetime | None:
    """A moment out of an address; None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
