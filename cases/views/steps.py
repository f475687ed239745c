"""Where a page leads when it is done."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse


def case_address(case) -> str:
    """The address of the case's own page, which an upper app composes."""
    return reverse("coordination:case", args=[case.reference])


def to_case(case):
    """Go to the case's own page."""
    return redirect(case_address(case))


def said_and_on(request, words, to, *args):
    """Say what has been done, without a name (it lies in a cookie until it is read), and go to where it shows."""
    messages.success(request, words)
    return redirect(to, *args)
