"""From the inbox to invitations sent for a joint meeting, consent included, in so few presses that it is done."""

import sys

import pytest
from django.core import mail

from tests.journeys import story
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST = 24  # presses of Leila's own: a click, a submit, or a choice; the units answer for themselves


def test_from_the_inbox_to_a_joint_meeting(new_context, capsys):
    leila = Desk(new_context(), "welfare")
    leila.page.goto("/signals/")
    story.take_on(leila)
    story.enter_family(leila)
    story.several_are_needed(leila)
    story.consent(leila)
    for who in story.INTAKES:
        story.accept(new_context, who).page.context.close()
    story.book(leila)

    told = {message.to[0] for message in mail.outbox if message.subject == "Möte"}
    assert set(story.FAMILY.values()) <= told
    assert len(told) >= len(story.FAMILY) + len(story.INTAKES)
    with capsys.disabled():
        sys.stdout.write(f"\nfrom the inbox to invitations sent: {leila.presses} presses (at most {MOST})\n")
    assert leila.presses <= MOST
