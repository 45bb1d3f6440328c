"""All numbers in Prometheus' words: of requests from every process, of the site from its database."""

import logging
from collections.abc import Iterator

from django.conf import settings
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from community.core.health.registry import health_look, metrics_sources

logger = logging.getLogger(__name__)


class SiteCollector(Collector):
    """What apps tell of themselves, and whether each check is well."""

    def collect(self) -> Iterator[Metric]:
        healthy = GaugeMetricFamily("site_healthy", "Whether a check is well (1) or not (0)", labels=["check"])
        for check, finding in health_look().findings.items():
            healthy.add_metric([check.name], float(finding.ok))
        yield healthy
        for source in metrics_sources():
            try:
                yield from list(source())
            except Exception as error:
                # The rest is worth the more while something is away.
                logger.warning("Numbers of %s are missing: %s", source.__module__, type(error).__name__)


def metrics_text() -> bytes:
    """The numbers of this moment."""
    registry = CollectorRegistry()
    registry.register(SiteCollector())
    if settings.PROMETHEUS_MULTIPROC_DIR:
        MultiProcessCollector(registry, path=settings.PROMETHEUS_MULTIPROC_DIR)
        return generate_latest(registry)
    return generate_latest(REGISTRY) + generate_latest(registry)
