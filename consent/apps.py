"""The law of sight, consents and what they open."""

from django.apps import AppConfig


class ConsentApp(AppConfig):
    name = "consent"

    def ready(self):
        from consent import checks  # noqa: F401  the check registers itself
