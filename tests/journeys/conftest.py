"""Who is there when a journey begins."""

import pytest

from tests.journeys.teacher import PHONE, Teacher


@pytest.fixture
def phone(new_context, complaints):
    """Anna, with her phone, on Min dag."""
    complaints.expect("htmx:(sendAbort|afterRequest)")  # a robot's fingers outrun the saving
    return Teacher(new_context(**PHONE))
