"""The walk that several laws look at, made once for each process."""

import psycopg
import pytest
from django.db import connection, transaction

from tests import services
from tests.law.addresses import addresses
from tests.law.walking import walk


@pytest.fixture(scope="session")
def walked(django_db_setup, django_db_blocker):
    """Every address asked (GET) as nobody and as every worker of the town; nothing of it is kept."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        with psycopg.connect(services.superuser_url(name), autocommit=True) as look, transaction.atomic():
            visits = walk(addresses(), look)
            transaction.set_rollback(True)
        connection.close()
    return visits
