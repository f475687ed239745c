"""/health tells whether everything is up, and nothing else."""

import pytest

from config import celery, health


@pytest.fixture(autouse=True)
def nothing_known():
    health._fence.update(until=0.0, answer="unknown")


@pytest.mark.django_db
def test_all_is_well_while_worker_and_beat_are_heard(client, django_assert_max_num_queries):
    celery.pulse("worker")
    celery.pulse("beat")
    celery.pulse("seals")
    response = client.get("/health")
    assert response.json() == dict.fromkeys(("database", "fence", "broker", "worker", "beat", "seals"), "ok")
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.django_db
def test_a_silent_worker_is_told(client):
    celery.pulse("beat")
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["worker"] == "silent"


@pytest.mark.django_db
def test_a_fault_in_the_fence_is_told_but_not_which(client, monkeypatch):
    monkeypatch.setattr("access.fence.faults", lambda: ["the login owns a table: cases_child"])
    response = client.get("/health")
    assert response.json()["fence"] == "down"
    assert "cases_child" not in response.content.decode()


@pytest.mark.django_db
def test_a_broker_that_is_away_is_told(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json() | {"database": "", "fence": ""} == {
        "database": "",
        "fence": "",
        "broker": "unreachable",
        "worker": "unknown",
        "beat": "unknown",
        "seals": "unknown",
    }
