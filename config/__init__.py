"""How the parts are wired together; nobody imports it."""

from config.celery import app

__all__ = ["app"]
