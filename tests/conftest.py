"""The strict harness: the real login on a clone of the real town, no warning, no network, no inline code."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase

from tests import databases, services, strict

pytest_plugins = ["tests.browsing", "tests.running"]

strict.guard_sockets()
strict.run_on_commit()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """One clone of the town for this process, in which the tests work as kring_web."""
    clones = databases.Clones(databases.template())

    def turn_to_a_fresh_one():
        for known in connections.all(initialized_only=True):
            known.close()
        # Every thread's connection reads the same dictionary, the live server's too.
        connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = clones.fresh()

    with django_db_blocker.unblock():
        turn_to_a_fresh_one()
    # Where Django would empty every table, which kring_web may not, the test gets another clone.
    TransactionTestCase._fixture_teardown = lambda self: turn_to_a_fresh_one()
    yield
    with django_db_blocker.unblock():
        connection.close()
    clones.drop()


@pytest.fixture(autouse=True)
def nothing_remembered():
    """No test meets another's counts of sign-in attempts, nor another's language."""
    from django.utils import translation

    cache.clear()
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def client():
    """Django's client; fails on inline scripts, styles and handlers."""
    return strict.StrictClient()


@pytest.fixture
def behind_the_fence(db):
    """A connection that nothing holds, to the same database: for looking at what the product must not see.

    It sees committed rows only, so use it with `transactional_db`, or read through it what the town holds.
    """
    import psycopg

    with psycopg.connect(services.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as looking:
        yield looking
