"""How far a consent has come, in words and as a line of steps: said here, and shown wherever a consent is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

SOON = 30  # days before its end that a consent is told of
# Where no guardian who has answered may decide alone.
ASK = gettext_lazy("Fråga socialtjänsten vem som bestämmer för barnet.")


class State(models.TextChoices):
    """Where a consent stands. None is stored: each follows from the answers, the lines and the clock."""

    DRAFT = "DRAFT", gettext_lazy("Skrivs")
    WAITING = "WAITING", gettext_lazy("Väntar på svar")
    ACTIVE = "ACTIVE", gettext_lazy("Gäller")
    ENDING = "ENDING", gettext_lazy("Slutar snart")
    ENDED = "ENDED", gettext_lazy("Har gått ut")
    WITHDRAWN = "WITHDRAWN", gettext_lazy("Tillbakataget")
    INSUFFICIENT = "INSUFFICIENT", gettext_lazy("Räcker inte längre")
    REFUSED = "REFUSED", gettext_lazy("Inget ja från alla")


COLOURS = {
    State.DRAFT: "neutral", State.WAITING: "warning", State.ACTIVE: "success", State.ENDING: "warning",
    State.ENDED: "neutral", State.WITHDRAWN: "danger", State.INSUFFICIENT: "danger", State.REFUSED: "neutral",
}  # fmt: skip
# The plain way of a consent, and where on it the other states leave it.
WAY = (State.DRAFT, State.WAITING, State.ACTIVE, State.ENDING, State.ENDED)
LEAVES_AT = {State.REFUSED: 1, State.INSUFFICIENT: 3, State.WITHDRAWN: 3}


@dataclass(frozen=True)
class Step:
    """One step of the way: done, now or ahead."""

    label: str
    mark: str


@dataclass(frozen=True)
class Standing:
    """A consent's state, whose answers it waits for out of how many that it needs, and its last day."""

    state: State
    needed: int = 0
    waits: tuple[str, ...] = ()
    last_day: date | None = None
    is_renewed: bool = False
    lacks_right: bool = False

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.state]

    @property
    def is_live(self) -> bool:
        """Whether it opens something or is on its way to."""
        return self.state in (State.WAITING, State.ACTIVE, State.ENDING, State.INSUFFICIENT)

    @property
    def can_be_decided(self) -> bool:
        """Whether a decision could go on without somebody's answer, or end it."""
        return self.state in (State.WAITING, State.INSUFFICIENT, State.REFUSED)

    @property
    def can_be_renewed(self) -> bool:
        """Whether the family can be asked anew after it: once, and not while its first answers are waited for."""
        return not self.is_renewed and self.state not in (State.DRAFT, State.WAITING, State.ACTIVE)

    @property
    def words(self) -> str:
        """The state as one says it, with whom it waits for or how long it lasts."""
        if self.state == State.REFUSED and self.lacks_right:
            return _("Inget ja som räcker")
        if self.state == State.WAITING:
            names = {"n": len(self.waits), "of": self.needed, "names": ", ".join(self.waits)}
            return _("Väntar på %(n)d av %(of)d: %(names)s") % names
        if self.state == State.ENDING:
            days = (self.last_day - localdate()).days
            if days <= 0:
                return _("Gäller till och med i dag")
            return ngettext("Gäller i %(days)d dag till", "Gäller i %(days)d dagar till", days) % {"days": days}
        return str(self.state.label)

    @property
    def next(self) -> str:
        """What to do next, in one sentence; empty when there is nothing to do."""
        if self.is_renewed:
            return _("Familjen är tillfrågad på nytt. Det nya samtycket står för sig.")
        if self.lacks_right and self.state in (State.WAITING, State.REFUSED):
            return _("Vårdnadshavarens rätt att besluta är begränsad, så ett ja öppnar inget. %(ask)s") % {"ask": ASK}
        return {
            State.DRAFT: _("Skriv klart det som familjen har svarat."),
            State.WAITING: _("Fråga dem som inte har svarat. Inget öppnas före det sista svaret."),
            State.ENDING: _("Fråga familjen om ett nytt ja före den dagen. Då slutar delningen av sig själv."),
            State.INSUFFICIENT: _("En av flera har tagit tillbaka sitt ja. Det är stängt tills ni har bedömt det."),
            State.ENDED: _("Inget delas längre med det här samtycket. Fråga familjen om ni behöver ett nytt."),
            State.WITHDRAWN: _("Inget delas längre med det här samtycket. Eget stöd går vidare."),
            State.REFUSED: _("Ett nej är ett svar. Eget stöd går vidare."),
        }.get(self.state, "")

    @property
    def steps(self) -> list[Step]:
        """The way from asking to the end; a state beside the way stands where it was left, and nothing follows."""
        at = WAY.index(self.state) if self.state in WAY else LEAVES_AT[self.state]
        labels = [str(state.label) for state in WAY]
        if self.state not in WAY:
            labels = [*labels[:at], str(self.state.label)]
        marks = ["done" if n < at else "now" if n == at else "ahead" for n in range(len(labels))]
        return [Step(*pair) for pair in zip(labels, marks, strict=True)]


def standing(consent, called: str) -> Standing:
    """Where a consent stands, out of what `consent.queries.with_standing` has counted beside it.

    `called` is what the child is called, for when it is the child who has not answered.
    """
    waits = tuple(_first(name, called) for name in consent.waits_for)
    lacks_right = bool(consent.deciding) and all(consent.deciding)
    return Standing(
        _state(consent, waits), len(consent.needed), waits, consent.last_day, consent.is_renewed, lacks_right
    )


def _state(consent, waits) -> State:
    if consent.ends_at <= now():
        return State.ENDED
    if consent.is_taken_back:
        return State.WITHDRAWN
    if consent.is_agreed and not consent.goes_on:
        return State.ENDED
    if _is_insufficient(consent):
        return State.WITHDRAWN if consent.is_renewed else State.INSUFFICIENT
    if waits:
        return State.WAITING
    if not consent.is_agreed:
        return State.REFUSED
    return State.ENDING if consent.ends_at <= now() + timedelta(days=SOON) else State.ACTIVE


def _is_insufficient(consent) -> bool:
    # Who did not take the consent sees no decisions: to them it is enough for as long as it opens something.
    is_ours = bool(consent.needed)
    return consent.is_unweighed and not (consent.opens and (consent.is_renewed or not is_ours))


def _first(name, called) -> str:
    # The child's answer has no name beside it; a relative's is their given name, as one says it.
    return name.split()[0] if name else called
