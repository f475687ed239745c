"""Where the work meets: the day, the child's page, meetings and plans."""

from django.apps import AppConfig


class Coordination(AppConfig):
    name = "coordination"
