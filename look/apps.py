"""App configuration of the lowest layer."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """The look of every page; imports none of our other apps."""

    name = "look"
    verbose_name = "What Kring looks like"
