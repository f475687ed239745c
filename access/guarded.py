"""What is guarded, and how a model refuses everyone else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.db import models

from access.actor import NoActor, current


class OutsideAction(RuntimeError):
    """Something tried to write a guarded row without a named action."""


_pen: ContextVar[bool] = ContextVar("kring_pen", default=False)
_lowered: ContextVar[bool] = ContextVar("kring_fence_lowered", default=False)


@contextmanager
def pen() -> Iterator[None]:
    """While this is held, guarded rows can be written. Only `@action` and a lowered fence take it."""
    token = _pen.set(True)
    try:
        yield
    finally:
        _pen.reset(token)


@contextmanager
def unasked() -> Iterator[None]:
    """While this is held, guarded rows can be read with no actor. Only a lowered fence takes it."""
    token = _lowered.set(True)
    try:
        yield
    finally:
        _lowered.reset(token)


def refuse_outside_action() -> None:
    """Raise OutsideAction unless an action holds the pen."""
    if not _pen.get():
        raise OutsideAction("Guarded rows are written by a named action only.")


class GuardedQuerySet(models.QuerySet):
    """Reads for somebody, writes inside an action."""

    def update(self, **values):
        refuse_outside_action()
        return super().update(**values)

    def delete(self):
        refuse_outside_action()
        return super().delete()

    def bulk_create(self, *args, **kwargs):
        refuse_outside_action()
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args, **kwargs):
        refuse_outside_action()
        return super().bulk_update(*args, **kwargs)


class GuardedManager(models.Manager.from_queryset(GuardedQuerySet)):
    """Raises when nobody is asking: the fence alone would answer with an empty list, and silence reads as "none"."""

    def get_queryset(self):
        if current() is None and not _lowered.get():
            raise NoActor(f"Nobody is asking for {self.model._meta.label}.")
        return super().get_queryset()


class OpenManager(models.Manager.from_queryset(GuardedQuerySet)):
    """Reads for anybody, as the directory must while somebody signs in; writes inside an action all the same."""


class Guarded(models.Model):
    """A row that the database shows only to those the law of sight lets."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    objects = GuardedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        refuse_outside_action()
        if not self._state.adding and not kwargs.get("update_fields"):
            # Django would answer "no such row to update" with an INSERT, whose key then tells of a hidden row.
            kwargs["force_update"] = True
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_outside_action()
        return super().delete(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self._meta.object_name} {self.pk}"
