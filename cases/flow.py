"""Which rows does one flow of writing a signal make, and by when is it answered?"""

from datetime import date, timedelta
from uuid import UUID, uuid5

DRAFT = "concern"  # the form's name among the writer's drafts; the draft's subject is the flow
ANSWER_WITHIN = 2  # working days


def question_of(actor, flow: UUID) -> UUID:
    """The id of the question that begins the flow, and of the signal that ends it: sent twice is sent once.

    It is made of the writer's membership too, so nobody else's flow can be hit, or found out, by its address.
    """
    return uuid5(actor.membership, str(flow))


def answer_day(sent_on: date) -> date:
    """The day by which a signal is answered: the second working day after the one it was sent on."""
    day, left = sent_on, ANSWER_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() < 6
    return day
