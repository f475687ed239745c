"""A made-up town stands in a transaction of the test's database that nothing holds and that is never kept."""

import pytest
from django.db import connection

from tests import services
from tests.law.sight.town import Town


@pytest.fixture
def made_up(django_db_setup):
    """The ground of every made-up town, and the database asked as its workers."""
    town = Town(services.superuser_url(connection.settings_dict["NAME"]))
    yield town
    town.close()
