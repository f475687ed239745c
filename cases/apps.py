"""The child, the case, those involved, and what is written."""

from django.apps import AppConfig


class Cases(AppConfig):
    name = "cases"
