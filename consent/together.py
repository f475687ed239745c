"""Going through it together on one screen: what stands on each step, and which step follows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from consent.models import Answer
from consent.queries.asked import Asked

PICK, TICK = "pick", "tick"


@dataclass(frozen=True)
class Walk:
    """Where one is: first what it is about, then each receiver, then what is good to know, then each one's question.

    After the last step the screen is given back. `wrong` names the sentence that says what is missing.
    """

    asked: Asked
    step: int
    wrong: str = ""

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self.asked.parts) + 2 + len(self.asked.answerers)

    @property
    def number(self) -> int:
        """The step as people count."""
        return self.step + 1

    @property
    def title(self) -> str:
        """Which of how many, in the language of the page."""
        return self.asked.wording.say("step", number=self.number, count=self.count)

    @property
    def whose(self) -> str:
        """What the addresses of somebody's own walk end with; "" on the family's."""
        return f"&who={self.asked.answerers[0][0]}" if self.asked.is_own else ""

    @property
    def is_over(self) -> bool:
        """Whether everybody has been asked."""
        return self.step >= self.count

    @property
    def part(self):
        """The receiver that this step is about; None on the others."""
        at = self.step - 1
        return self.asked.parts[at] if 0 <= at < len(self.asked.parts) else None

    @property
    def is_good_to_know(self) -> bool:
        """Whether this step says what one must know before one answers."""
        return self.step == len(self.asked.parts) + 1

    @property
    def who(self):
        """Whose question it is: (key, name); None on the steps before the questions."""
        at = self.step - len(self.asked.parts) - 2
        return self.asked.answerers[at] if 0 <= at < len(self.asked.answerers) else None

    @property
    def question(self) -> str:
        """The question, by name."""
        return self.asked.wording.say("question", name=self.who[1]) if self.who else ""

    @property
    def wrong_words(self) -> str:
        """What is missing, in the language of the page."""
        return self.asked.wording.sentences[self.wrong] if self.wrong else ""


def walk(asked: Asked, asking) -> Walk:
    """The step that an address names (`step`, `wrong`); the first when it names none."""
    step = asking.get("step", "")
    wrong = asking.get("wrong", "")
    return Walk(asked, int(step) if step.isascii() and step.isdigit() and len(step) < 4 else 0,
                wrong if wrong in (PICK, TICK) else "")  # fmt: skip


def further(posted, whose: str = "") -> str:
    """The query of the step after this one; of the same step when the answer is missing, or what it leaves out.

    `whose` is the key of the one who answers for themselves, whose walk goes on as theirs.
    """
    step, key = posted.get("draft_step", ""), posted.get("draft_who", "")
    at = int(step) if step.isascii() and step.isdigit() and len(step) < 4 else -1
    said = posted.get(f"said_{key}", "")
    wrong = PICK if key and not said else ""
    if said == Answer.Said.PARTLY and not any(posted.getlist(f"refused_{key}")):
        wrong = TICK
    found = {"step": at if wrong else at + 1, "language": posted.get("draft_language", "")}
    return urlencode(found | ({"who": whose} if whose else {}) | ({"wrong": wrong} if wrong else {}))
