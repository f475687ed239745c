"""Numbers, never names."""

from django.apps import AppConfig


class Insight(AppConfig):
    name = "insight"
