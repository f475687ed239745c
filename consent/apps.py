"""The law of sight, consents and what they open."""

from django.apps import AppConfig


class ConsentApp(AppConfig):
    name = "consent"
