"""What may be wrong with a running site: every app says how its part is looked at.

Empty here but for what the core itself needs; filled in each owner's ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.functional import Promise
from prometheus_client.core import Metric


@dataclass(frozen=True)
class Finding:
    """What one look found. ``detail`` is for administrators; anybody may read ``ok`` and ``age``."""

    ok: bool
    detail: str | Promise = ""
    age: timedelta | None = None


@dataclass(frozen=True)
class HealthCheck:
    """One thing to look at: cheap, and never longer than some seconds. ``title`` heads the letter when it is not well.

    Without ``readiness`` it is no reason to send visitors elsewhere, only to write to administrators.
    """

    name: str
    title: str | Promise
    probe: Callable[[], Finding]
    readiness: bool = True


@dataclass(frozen=True)
class Report:
    """All that was found in one round, by the name of the check."""

    findings: dict[HealthCheck, Finding] = field(default_factory=dict)

    @property
    def failing(self) -> dict[HealthCheck, Finding]:
        return {check: finding for check, finding in self.findings.items() if not finding.ok}


MetricsSource = Callable[[], Iterable[Metric]]
_checks: dict[str, HealthCheck] = {}
_sources: list[MetricsSource] = []


def register_health_check(check: HealthCheck) -> None:
    """Add a check, or replace the one of the same name."""
    _checks[check.name] = check


def register_metrics(source: MetricsSource) -> None:
    """Add numbers of an app's own, asked anew at each reading."""
    if source not in _sources:
        _sources.append(source)


def metrics_sources() -> list[MetricsSource]:
    return list(_sources)


def health_look(*, readiness_only: bool = False) -> Report:
    """Make one round. Whatever a check raises is a finding, told by the kind of the error and nothing of its text."""
    chosen = [check for check in _checks.values() if check.readiness or not readiness_only]
    return Report({check: _probe(check) for check in chosen})


def _probe(check: HealthCheck) -> Finding:
    try:
        return check.probe()
    except Exception as error:
        return Finding(ok=False, detail=type(error).__name__)
