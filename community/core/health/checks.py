"""What the core looks at: the database, the cache, the broker, the clock, the disk, and errors that were counted."""

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.core.health.errors import errors_counted
from community.core.health.registry import Finding, HealthCheck, register_health_check

TICK = "health:beat-tick"
# Beat ticks twice a minute; several may wait behind long tasks.
TICK_LATE = timedelta(minutes=3)
DAY = 24 * 60 * 60


def beat_ticked() -> None:
    """Remember that the clock and a worker are alive. In the cache: where Redis is away neither of them works."""
    cache.set(TICK, timezone.now(), DAY)


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(ok=True)


def cache_answers() -> Finding:
    """Whether what is put there is found: the cache itself never says that it is away."""
    key = f"health:{uuid4()}"
    cache.set(key, 1, 10)
    found = cache.get(key) == 1
    cache.delete(key)
    return Finding(ok=found)


def broker() -> Finding:
    with current_app.connection_for_write() as line:
        # Redis' transport connects when the first channel is asked for.
        line.default_channel  # noqa: B018 - asking is the point
    return Finding(ok=True)


def beat() -> Finding:
    ticked = cache.get(TICK)
    if ticked is None:
        return Finding(ok=False, detail=_("no tick of the schedule is known"))
    age = timezone.now() - ticked
    return Finding(ok=age <= TICK_LATE, age=age, detail=_("the schedule or its worker stands still"))


def disk() -> Finding:
    """Room for uploads and, on the embedded default, for the database."""
    usage = shutil.disk_usage(_existing(Path(settings.MEDIA_ROOT)))
    free = 100 * usage.free // usage.total
    detail = _("%(percent)s %% of the disk with uploads is free") % {"percent": free}
    return Finding(ok=free >= settings.ALARM_DISK_FREE_PERCENT, detail=detail)


def errors() -> Finding:
    count, last = errors_counted()
    detail = _("%(count)s in the last minutes; the last one: %(last)s") % {"count": count, "last": last}
    return Finding(ok=count == 0, detail=detail)


def _existing(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.exists())


register_health_check(HealthCheck("database", _("The database does not answer"), database))
register_health_check(HealthCheck("cache", _("The cache does not answer"), cache_answers))
register_health_check(HealthCheck("broker", _("The broker of tasks does not answer"), broker))
register_health_check(HealthCheck("beat", _("Nothing runs by the clock"), beat))
register_health_check(HealthCheck("disk", _("The disk is nearly full"), disk, readiness=False))
register_health_check(HealthCheck("errors", _("The site made errors"), errors, readiness=False))
