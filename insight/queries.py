"""What the town's numbers say, the small ones withheld."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from insight.models import COUNTED_ON, PARTS, Count, Measure
from insight.terms import Term
from insight.withhold import FEWEST, withheld

TERMS_SHOWN = 4
PERCENT = {Measure.IN_TIME, Measure.VOICE, Measure.HELPED}
COLUMNS = [measure for measure in Measure if measure != Measure.PRIVATE_SCHOOL]


@dataclass(frozen=True)
class Shown:
    """A number as the page may show it: `value` is None when it is withheld, and then no bar may tell its length."""

    text: str
    value: int | None = None


@dataclass(frozen=True)
class Bar:
    """A number with its name, drawn; `width` and `mark` are per cent of the widest, None when nothing may be drawn."""

    name: str
    shown: Shown
    width: int | None = None
    mark: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A term's line of the table."""

    term: Term
    cells: list[tuple[str, Shown]]
    is_now: bool


@dataclass(frozen=True)
class Counts:
    """Everything the page of counts shows."""

    now: Term | None
    before: Term | None
    signals: list[Bar]
    days: list[Bar]
    areas: list[Bar]
    shares: list[Bar]
    columns: list[str]
    rows: list[Row]
    fewest: int = FEWEST


def counts(actor) -> Counts:
    """The last four terms, and the areas of the latest. Only for a municipal lead: 404 for everybody else."""
    if not actor.has("MUNICIPAL_LEAD"):
        raise Http404
    last = Term.of(localdate())
    wanted = [last.before(back) for back in range(TERMS_SHOWN)]
    found = list(Count.objects.filter(term__in=[term.code for term in wanted]).select_related("area"))
    terms = sorted({Term.read(count.term) for count in found})
    shown = {term: _term(found, term) for term in terms}
    now, before = (terms[-1] if terms else None), (terms[-2] if len(terms) > 1 else None)
    return Counts(
        now=now,
        before=before,
        signals=_bars([(term.short, shown[term].get((Measure.SIGNALS, None)), _split(shown[term])) for term in terms]),
        days=_against(shown, now, before, (Measure.DAYS_TO_CONTACT, Measure.DAYS_TO_MEETING)),
        areas=_areas(found, shown, now),
        shares=_against(shown, now, before, (Measure.VOICE, Measure.IN_TIME, Measure.HELPED), widest=100),
        columns=[measure.label for measure in COLUMNS],
        rows=[Row(term, _cells(shown[term]), term == now) for term in terms],
    )


def _term(found, term) -> dict:
    """What may be shown of one term, by measure and area."""
    numbers = {(Measure(count.measure), count.area_id): count.value for count in found if count.term == term.code}
    counted = {key: value for key, value in numbers.items() if key[0] not in COUNTED_ON}
    hidden = withheld(counted, _sums(counted))
    return {key: _shown(key, value, counted, hidden) for key, value in numbers.items()}


def _sums(counted) -> list:
    """Every total on the page with the parts that make it: areas make the whole, and some measures make another."""
    areas = sorted({area for _measure, area in counted if area})
    by_area = [
        ((measure, None), tuple((measure, area) for area in areas if (measure, area) in counted))
        for measure in sorted({measure for measure, _area in counted})
    ]
    by_measure = [
        ((whole, area), tuple((part, area) for part in parts))
        for whole, parts in PARTS.items()
        for area in (None, *areas)
    ]
    return by_area + by_measure


def _shown(key, value, counted, hidden) -> Shown:
    measure, area = key
    if key in hidden:
        return Shown(_("färre än %(number)d") % {"number": FEWEST} if value < FEWEST else _("visas inte"))
    ground = (COUNTED_ON.get(measure), area)
    if ground[0] and (ground in hidden or counted.get(ground, 0) < FEWEST):
        return Shown(_("visas inte"))
    if measure in PERCENT:
        return Shown(_("%(number)d %%") % {"number": value}, value)
    return Shown(str(value), value)


def _split(shown) -> str:
    own, several = (shown.get((measure, None)) for measure in (Measure.OWN_SUPPORT, Measure.SEVERAL))
    if not (own and several and own.value and several.value):
        return ""
    return _("%(own)s med eget stöd, %(several)s där flera behövdes") % {"own": own.text, "several": several.text}


def _bars(rows, widest=None) -> list[Bar]:
    rows = [(name, shown, note) for name, shown, note in rows if shown]
    widest = widest or max((shown.value or 0 for _name, shown, _note in rows), default=0)
    return [Bar(name, shown, _part(shown.value, widest), None, note) for name, shown, note in rows]


def _against(shown, now, before, measures, widest=None) -> list[Bar]:
    """The latest term's numbers, with a mark where the term before stood."""
    pairs = [
        (measure, shown[now].get((measure, None)), shown[before].get((measure, None)) if before else None)
        for measure in measures
        if now and (measure, None) in shown[now]
    ]
    widest = widest or max((s.value or 0 for _m, *both in pairs for s in both if s), default=0)
    return [
        Bar(measure.label, latest, _part(latest.value, widest), _part(earlier.value if earlier else None, widest))
        for measure, latest, earlier in pairs
    ]


def _areas(found, shown, now) -> list[Bar]:
    if now is None:
        return []
    names = {c.area_id: c.area.name for c in found if c.area and c.term == now.code}
    rows = [(name, shown[now].get((Measure.SIGNALS, area)), "") for area, name in names.items()]
    rows.sort(key=lambda row: (-(row[1].value or 0) if row[1] else 0, row[0]))
    private = shown[now].get((Measure.PRIVATE_SCHOOL, None))
    if private:
        rows.append((Measure.PRIVATE_SCHOOL.label, private, _("räknas också i sitt område")))
    return _bars(rows)


def _cells(shown) -> list[tuple[str, Shown]]:
    return [(measure.label, shown.get((measure, None), Shown("–"))) for measure in COLUMNS]


def _part(value, widest) -> int | None:
    return round(100 * value / widest) if value is not None and widest else None
