"""What does the family get when they ask who has read about the child? The same lines, in plain words and cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import Trail
from access.trail import saw
from agencies.models import Unit, Worker
from cases.models import Record
from consent.models import Disclosure, Grant
from consent.queries import Paper, paper_for
from coordination.queries.head import Head, head_of, worked_on
from coordination.queries.readers import DONE, SEEN, TOLD_OTHERWISE, lines_of_ours, moment
from look.words import listed

MOST = 1000  # lines a paper

# Said otherwise to a family than between colleagues. Who of the family has answered what is the one's who answered, and
# never reaches the other guardian through the log (domain.md 4.5): so each of these says no more than that.
PLAINLY = {
    "consent.give": gettext_lazy("skrev i samtycket"),
    "consent.give_and_invite": gettext_lazy("skrev i samtycket och bjöd in"),
    "consent.record_answer": gettext_lazy("skrev i samtycket"),
    "consent.take_back_own": gettext_lazy("skrev i samtycket"),
    "consent.withdraw": gettext_lazy("skrev i samtycket"),
    "consent.rely_on": gettext_lazy("läste samtycket"),
    "consent.renew": gettext_lazy("skrev i samtycket"),
    "consent.decide_without": gettext_lazy("skrev i samtycket"),
    "consent.end_consent": gettext_lazy("skrev i samtycket"),
    "consent.attach_scan": gettext_lazy("skrev i samtycket"),
    "consent.not_now": gettext_lazy("tänkte igenom vad som ska delas"),
    "consent.put_away": gettext_lazy("tänkte igenom vad som ska delas"),
    "consent.copy_to_journal": gettext_lazy("förde in en anteckning i sin egen journal"),
    "consent.disclose": gettext_lazy("lät andra läsa en anteckning"),
    "cases.take_on": gettext_lazy("tog emot det som någon hade märkt"),
    "cases.answer_concern": gettext_lazy("svarade den som hade märkt något"),
    "cases.set_outside": gettext_lazy("tog bort det som någon hade märkt"),
    "cases.assign_worker": gettext_lazy("lät en kollega arbeta med barnet"),
    "coordination.note_answer": gettext_lazy("skrev in vem som kommer till ett möte"),
    "coordination.revoke_invitation": gettext_lazy("ändrade vilka som är bjudna till ett möte"),
    "coordination.invite_to_part": gettext_lazy("ändrade vilka som är bjudna till ett möte"),
}
SEEN_PLAINLY = {
    "cases.signal": gettext_lazy("det som någon hade märkt"),
    "cases.concern": gettext_lazy("det som någon hade märkt"),
    "coordination.signal": gettext_lazy("det som någon hade märkt"),
    "coordination.readers": gettext_lazy("vem som har läst"),
    "consent.text": gettext_lazy("samtycket"),
    "consent.scan_file": gettext_lazy("samtycket"),
    "consent.asked": gettext_lazy("samtycket"),
    "coordination.log": gettext_lazy("den här listan, för att skriva ut den"),
}
# Shared by law without asking them: whether they are told is the sharing unit's to weigh, outside this paper.
UNASKED = {"consent.share_by_law"}
# What is kept from a guardian, and that something is, is not told (domain.md 4.5: no notice).
KEPT_BACK = {"consent.withhold", "consent.show_again", "consent.withheld"}
AN_OPENING = [
    "consent.open_emergency", "consent.end_emergency", "consent.review_emergency",
    "consent.emergency", "consent.opening",
]  # fmt: skip
# An emergency opening that a reviewer has decided not to tell the family of (OSL 12:3), and what was done in it.
WITHHELD = RawSQL(
    """EXISTS (SELECT FROM law.withheld w WHERE w.case_id = access_trail."case" AND (access_trail.name = ANY (%s)
         OR w.worker_id = access_trail.worker AND access_trail.at BETWEEN w.starts_at AND w.ends_at))""",
    [AN_OPENING],
    output_field=BooleanField(),
)
OF_NOTES = {"cases.record", "cases.records", "consent.record", "coordination.timeline"}


@dataclass
class Visit:
    """What somebody of a unit did on one day. No name: the title and the unit are what a family asks for."""

    unit: Unit
    title: str
    read: list[str] = field(default_factory=list)
    did: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        """As the paper begins the line."""
        return ", ".join(part for part in (self.unit.name, self.title) if part)

    @property
    def text(self) -> str:
        """What was done, in words."""
        read = [_("läste %(what)s") % {"what": listed(self.read)}] if self.read else []
        shown = [_("lät %(units)s läsa anteckningar") % {"units": listed(self.shown)}] if self.shown else []
        return listed([*read, *self.did, *shown]) or _("öppnade barnets sida")


@dataclass(frozen=True)
class ChildsLog:
    """The paper: the days, newest first; `older` is where the next paper begins. Empty when it must not be made, and
    while `paper` asks for whom it is.
    """

    head: Head
    days: list[tuple[date, list[Visit]]]
    may_be_given: bool
    older: str
    paper: Paper


def childs_log(actor, reference, *, before="", to="") -> ChildsLog:
    """The log of what is the asker's unit's own and of what it has shared, as the family may have it (PDL 8:5).

    Left out: what was shared by law, without asking them; an emergency opening that a reviewer withholds; what was
    done with a note that is withheld from the one it is printed for (`to`); another unit's own; whoever was no worker.
    Of a child with protected identity there is none: the units' names would say where the child is.
    """
    case = worked_on(reference)
    saw("coordination.log", [case], case=case.pk)
    head = head_of(actor, case)
    if case.child.is_protected:
        return ChildsLog(head, [], may_be_given=False, older="", paper=Paper([], "", frozenset()))
    paper = paper_for(case, to)
    if paper.is_asked:
        return ChildsLog(head, [], may_be_given=True, older="", paper=paper)
    notes = set(Record.objects.filter(case=case, unit=actor.unit).values_list("pk", flat=True))
    lines = lines_of_ours(actor, case, notes).filter(Q(unit=actor.unit) | Q(unit__in=_with_consent(actor, case)))
    # What ours have done with what another has shown us is ours to tell, but not whose it was.
    ours = Trail.objects.filter(case=case.pk, unit=actor.unit).exclude(owner_unit=actor.unit)
    lines = (lines | ours.exclude(name__in=TOLD_OTHERWISE)).exclude(WITHHELD).exclude(name__in=UNASKED | KEPT_BACK)
    lines = _but_for(lines, paper.hidden)
    acts = Disclosure.objects.filter(case=case, unit=actor.unit).exclude(grant__basis=Grant.Basis.DUTY)
    acts = acts.exclude(record__in=paper.hidden)
    if until := moment(before):
        lines, acts = lines.filter(at__lt=until), acts.filter(disclosed_at__lt=until)
    rows = list(lines.filter(verb__in=[Trail.Verb.READ, Trail.Verb.DID]).order_by("-at", "id")[: MOST + 1])
    older = rows[MOST - 1].at.isoformat() if len(rows) > MOST else ""
    if older:  # what was shared on days that the lines do not reach belongs to the next paper
        acts = acts.filter(disclosed_at__gte=rows[MOST - 1].at)
    acts = acts.select_related("to_unit", "disclosed_by__worker", "disclosed_by__unit")
    days = _days(rows[:MOST], acts.order_by("-disclosed_at", "id"))
    return ChildsLog(head, days, may_be_given=True, older=older, paper=paper)


def _but_for(lines, hidden):
    """Without deeds with what is hidden, and without readings of nothing else."""
    if not hidden:
        return lines
    alone = Q(verb=Trail.Verb.READ, subjects__contained_by=list(hidden)) & ~Q(subjects=[])
    return lines.exclude(Q(verb=Trail.Verb.DID, subjects__overlap=list(hidden)) | alone)


def _with_consent(actor, case):
    """Units that take part because the family has said yes, or inside the own agency, as the asker's unit knows."""
    lines = Grant.objects.filter(case=case, from_unit=actor.unit).exclude(basis=Grant.Basis.DUTY)
    return lines.values("to_unit")


def _days(rows, acts) -> list[tuple[date, list[Visit]]]:
    workers = Worker.objects.in_bulk({row.worker for row in rows})
    units = Unit.objects.in_bulk({row.unit for row in rows})
    days: dict[date, dict] = {}
    for row in rows:
        if row.worker in workers:  # a guest is one of the family or of theirs: what they answered is not the other's
            visit = _visit(days, row.at, units[row.unit], workers[row.worker])
            _tell(visit, row)
    for act in acts:
        visit = _visit(days, act.disclosed_at, act.disclosed_by.unit, act.disclosed_by.worker)
        _add(visit.shown, act.to_unit.name)
    return [(day, list(found.values())) for day, found in sorted(days.items(), reverse=True)]


def _visit(days, at, unit, worker) -> Visit:
    found = days.setdefault(localdate(at), {})
    return found.setdefault((unit.pk, worker.pk), Visit(unit, worker.title))


def _tell(visit, row) -> None:
    if row.verb == Trail.Verb.DID:
        _add(visit.did, words(row.name))
    elif what := seen(row.name):
        _add(visit.read, what)
    elif row.name in OF_NOTES:
        _add(visit.read, _("anteckningar"))


def words(name) -> str:
    """What a deed is called to a family."""
    return str(PLAINLY.get(name) or DONE.get(name) or _("gjorde något i samarbetet"))


def seen(name) -> str:
    """What a page that was read is called to a family; empty for notes, and for a page that shows nothing by itself."""
    return str(SEEN_PLAINLY.get(name) or SEEN.get(name) or "")


def _add(found: list[str], what: str) -> None:
    if what not in found:
        found.append(what)
