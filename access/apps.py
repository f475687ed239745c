"""The wall and the door."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Access(AppConfig):
    name = "access"

    def ready(self):
        from access import checks, fence  # noqa: F401  the checks register themselves

        post_migrate.connect(fence.after_migrate, sender=self)
