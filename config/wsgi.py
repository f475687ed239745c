"""The way in for the web server, which does not open before the walls stand."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from config.logs import silence_uncaught

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
silence_uncaught()

from access import checks as walls  # noqa: E402  they need the applications loaded
from consent import checks as rules  # noqa: E402

try:
    walls.refuse_to_serve()
    rules.refuse_to_serve()
except SystemExit as refusal:
    sys.stderr.write(f"{refusal}\n")
    # gunicorn's own number for a worker that cannot begin: it ends; with any other it would try again for ever.
    raise SystemExit(3) from None
