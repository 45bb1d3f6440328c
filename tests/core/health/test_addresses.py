"""A watcher asks the site how it is and learns no more than that."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from community.core.health.checks import TICK
from community.core.health.registry import Finding
from community.core.tasks import beat_tick
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from tests.core.health.conftest import Boiler
from tests.services.ports import free_port


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    return response.status_code, response.json()


def test_a_process_that_answers_is_alive_and_asks_nobody(client: Client) -> None:
    # Without the mark django_db any question to the database would fail here.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["X-Robots-Tag"] == "noindex"


def test_a_running_site_is_ready(client: Client, db: None) -> None:
    assert ready(client)[1]["failing"] == ["beat"]
    beat_tick()
    status, answer = ready(client)
    assert (status, answer["ready"], answer["failing"]) == (200, True, [])
    assert set(answer["checks"]) >= {"database", "cache", "broker", "beat", "outbox"}
    assert answer["checks"]["beat"] == {"ok": True, "age_seconds": 0}


def test_a_clock_that_stopped_is_named(client: Client, running: None) -> None:
    cache.set(TICK, timezone.now() - timedelta(minutes=20))
    status, answer = ready(client)
    assert (status, answer["failing"]) == (503, ["beat"])
    assert answer["checks"]["beat"] == {"ok": False, "age_seconds": 1200}


def test_letters_that_wait_too_long_are_named(client: Client, running: None, settings: Settings) -> None:
    message_enqueue(channel=Channel.EMAIL, template="example", recipient="iryna@example.org", context={})
    assert ready(client)[0] == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.OUTBOX_LATE_SECONDS + 60), tick=False):
        beat_tick()
        status, answer = ready(client)
    assert (status, answer["failing"]) == (503, ["outbox"])
    assert answer["checks"]["outbox"]["age_seconds"] >= settings.OUTBOX_LATE_SECONDS


def test_a_broker_that_is_away_is_named(client: Client, running: None, monkeypatch: pytest.MonkeyPatch) -> None:
    line = current_app.connection_for_write
    nobody = f"redis://127.0.0.1:{free_port()}/0"
    monkeypatch.setattr(current_app, "connection_for_write", lambda: line(nobody))
    status, answer = ready(client)
    assert (status, answer["failing"]) == (503, ["broker"])


def test_a_cache_that_is_away_is_named(client: Client, running: None, settings: Settings) -> None:
    away = {"BACKEND": "community.core.cache.ForgivingRedisCache", "LOCATION": f"redis://127.0.0.1:{free_port()}/0"}
    settings.CACHES = {"default": away}
    assert "cache" in ready(client)[1]["failing"]


def test_what_a_check_stumbles_over_stays_inside(client: Client, running: None, boiler: Boiler) -> None:
    boiler.finding = Finding(ok=False, detail="postgres://site:secret@10.0.0.1/site")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failing"] == ["boiler"]
    assert b"secret" not in response.content


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_nothing_is_posted_there(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_numbers_are_nobodys_until_somebody_may_read_them(client: Client, running: None, settings: Settings) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-long-token"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer a-long-token"}).status_code == 200


def test_numbers_are_read_from_the_networks_that_may(client: Client, running: None, settings: Settings) -> None:
    settings.METRICS_NETWORKS = ["10.8.0.0/16", "fd00::/8"]
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="10.8.3.4").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="fd00::7").status_code == 200
    # A visitor writes this header; no proxy of ours vouches for it.
    forged = {"X-Forwarded-For": "10.8.3.4"}
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1", headers=forged).status_code == 404


def test_numbers_tell_what_waits_and_what_was_asked(client: Client, running: None, settings: Settings) -> None:
    settings.METRICS_NETWORKS = ["127.0.0.1"]
    message_enqueue(channel=Channel.EMAIL, template="example", recipient="iryna@example.org", context={})
    client.get("/nemaie-takoi/")
    lines = client.get("/metrics").content.decode().splitlines()
    assert 'messages{channel="email",state="queued"} 1.0' in lines
    assert 'site_healthy{check="beat"} 1.0' in lines
    assert 'votes_waiting{state="pending"} 0.0' in lines
    assert "signatures_to_recount 0.0" in lines
    assert any(line.startswith('http_request_duration_seconds_count{area="site",method="GET",') for line in lines)
    assert not any("iryna" in line or "nemaie" in line for line in lines)
