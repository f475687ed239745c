"""Agencies, their units, the people who work there and what they may do."""

from django.apps import AppConfig


class Agencies(AppConfig):
    name = "agencies"
