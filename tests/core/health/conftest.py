from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from community.core.health import registry
from community.core.health.checks import beat_ticked
from community.core.health.registry import Finding, HealthCheck, register_health_check


@dataclass
class Boiler:
    """Something a test's own app looks at, well until it is broken."""

    finding: Finding = field(default_factory=lambda: Finding(ok=True))


@pytest.fixture
def boiler(monkeypatch: pytest.MonkeyPatch) -> Boiler:
    thing = Boiler()
    monkeypatch.setattr(registry, "_checks", dict(registry._checks))
    register_health_check(HealthCheck("boiler", "The boiler is cold", lambda: thing.finding))
    return thing


@pytest.fixture
def running(db: None) -> None:
    """Beat and its worker have just ticked."""
    beat_ticked()


@pytest.fixture
def alarm_letters(settings: Settings, tmp_path: Path) -> None:
    """Alarms go to one administrator, counted in a folder of the test's own."""
    settings.ALARM_RECIPIENTS = ["admin@hromada.example"]
    settings.DATA_DIR = tmp_path
