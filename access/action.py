"""How anything changes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models, transaction
from django.http import Http404

from access.actor import Actor, NoActor, current
from access.guarded import Guarded, OutsideAction, pen
from access.trail import missed, note

__all__ = ["ACTIONS", "YES", "Action", "OutsideAction", "Refused", "Verdict", "action", "no"]


class Refused(Exception):
    """The policy said no; the reason is one plain sentence for the user."""

    def __init__(self, reason):
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Verdict:
    """A policy's answer. True when allowed; otherwise `reason` says why not, and what to do instead.

    Two verdicts are joined by `and`, which keeps the first no; `or` would turn a no into the other's yes.
    """

    allowed: bool
    reason: object = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason) -> Verdict:
    """A refusal with its reason: the button's explanation and the page's sentence."""
    return Verdict(False, reason)


@dataclass(frozen=True)
class Action:
    """What can be done: the entry that the handbook, the API and the tests are made from."""

    name: str
    says: object
    may: Callable
    run: Callable


ACTIONS: dict[str, Action] = {}


def action(*, may: Callable, says) -> Callable:
    """Make a function an action: locked subject, policy, transaction, pen and trail line.

    The function takes the actor first and everything else by keyword. Of the keywords, the guarded rows are
    its subjects: they are locked and read afresh before `may` is asked, so two at once are judged in turn.
    A refused attempt leaves a line too (written by the caller's request, after the rollback).
    Raises Refused with the policy's reason; Http404 when a subject is no longer in sight; NoActor when the actor
    named is not the one asking.
    """

    def wrap(function: Callable) -> Callable:
        name = f"{function.__module__.split('.')[0]}.{function.__name__}"
        if may.__name__ != f"may_{function.__name__}":
            raise TypeError(f"{name} needs a policy named may_{function.__name__}.")
        if list(inspect.signature(may).parameters) != list(inspect.signature(function).parameters):
            raise TypeError(f"{name} and its policy take different arguments.")

        @wraps(function)
        def run(actor: Actor, **subjects):
            if current() is not actor:
                raise NoActor(f"{name}: the actor given is not the one who asks.")
            with transaction.atomic():
                rows = [value for value in subjects.values() if isinstance(value, Guarded)]
                _lock(rows)
                before = [copy(row) for row in rows]  # a row that the deed deletes loses its id
                verdict = may(actor, **subjects)
                if not verdict:
                    missed("REFUSED", name)
                    raise Refused(verdict.reason)
                with pen():
                    result = function(actor, **subjects)
                    note(
                        "DID",
                        name,
                        subject=result if isinstance(result, models.Model) else None,
                        subjects=before,
                    )
            return result

        ACTIONS[name] = Action(name, says, may, run)
        run.may = may
        return run

    return wrap


def _lock(rows: list[Guarded]) -> None:
    # An advisory lock and not FOR UPDATE: that asks the UPDATE policy, and some subjects are only read.
    saved = sorted((row for row in rows if not row._state.adding), key=lambda row: row.pk)
    if not saved:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(%s::text[]) AS id",
            [[str(row.pk) for row in saved]],
        )
    for row in saved:
        try:
            row.refresh_from_db()
        except ObjectDoesNotExist:  # it has left the actor's sight since the page was asked for
            raise Http404 from None
