"""The way in for the web server, which does not open before the walls stand."""

import os

from django.core.wsgi import get_wsgi_application

from config.logs import silence_uncaught

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
silence_uncaught()

from access.checks import refuse_to_serve  # noqa: E402  it needs the applications loaded

refuse_to_serve()
