"""The way in for the web server, which does not open before the walls stand."""

import os

from django.core.wsgi import get_wsgi_application

from config.logs import silence_uncaught

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
silence_uncaught()

from access import checks as walls  # noqa: E402  they need the applications loaded
from consent import checks as rules  # noqa: E402

walls.refuse_to_serve()
rules.refuse_to_serve()
