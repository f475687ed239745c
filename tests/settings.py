"""The settings of the product, made stricter where a test can be stricter than a deployment.

Every test process has its own database (tests/databases.py) and its own number in the one Valkey.
"""

import os

from tests import services

services.use()
os.environ |= {
    "KRING_DATA": str(services.DATA / f"of-{os.getpid()}"),
    "KRING_STATIC": str(services.DATA / "static"),
    "KRING_DEMO": "1",
    "DATABASE_URL": services.web_url("none-yet"),
    "REDIS_URL": services.redis_url(),
    "SECRET_KEY": "for tests only",
    "ALLOWED_HOSTS": "localhost 127.0.0.1 testserver",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's loop runs in the thread that asks the database
}
for name in ("KRING_PRODUCTION", "KRING_AS", "KRING_POOL", "DATABASE_OWNER_URL", "EMAIL_URL"):
    os.environ.pop(name, None)
(services.DATA / "static").mkdir(exist_ok=True)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES, TEMPLATES  # noqa: E402
from tests.strict import Undefined  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = 0  # a clone is thrown away under the threads that talk to it
# The live server finds its files itself; names with a hash would be known only after collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
# What is to be done later is done at the end of the transaction; `real_worker` lets Celery do it instead.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
