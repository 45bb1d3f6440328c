"""Letters to administrators about a site that is not well: past the outbox, past the database, few.

What was sent is remembered by empty files, since whatever else could remember it may be what is broken.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.core.health.registry import Finding, HealthCheck, Report

logger = logging.getLogger(__name__)

# Of the roles only the administrator has it.
LOOKS_AFTER_THE_SITE = "core.change_communitysettings"
KEPT = timedelta(hours=2)


def alarms_send(report: Report) -> list[str]:
    """Write about each failing check at most once an hour, and about no more than the limit; gives back their names."""
    sent = []
    for check, finding in report.failing.items():
        logger.error("Not well: %s: %s", check.name, finding.detail)
        if _claim(check.name, lambda check=check, finding=finding: _write(check, finding)):  # type: ignore[misc]  # bound now
            sent.append(check.name)
    return sent


def recipients() -> list[str]:
    """``ALARM_RECIPIENTS``; where it is empty, administrators, as long as the database knows them."""
    if settings.ALARM_RECIPIENTS:
        return list(settings.ALARM_RECIPIENTS)
    backend = "django.contrib.auth.backends.ModelBackend"
    try:
        people = get_user_model().objects.with_perm(LOOKS_AFTER_THE_SITE, backend=backend)
        return sorted(set(people.exclude(email="").values_list("email", flat=True)))
    except DatabaseError:
        return []


def _claim(kind: str, send: Callable[[], bool]) -> bool:
    """Send if nobody did in this hour; what could not be sent is tried again at the next look."""
    folder = Path(settings.DATA_DIR) / "alarms"
    hour = timezone.now().strftime("%Y%m%d%H")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _tidy(folder)
        if len(list(folder.glob(f"{hour}-*"))) >= settings.ALARMS_PER_HOUR:
            return False
        claim = folder / f"{hour}-{kind}"
        claim.touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError as error:
        # A full or lost disk is worth a letter too many.
        logger.error("Alarms cannot be counted: %s", error)
        return send()
    sent = send()
    if not sent:
        claim.unlink(missing_ok=True)
    return sent


def _write(check: HealthCheck, finding: Finding) -> bool:
    addresses = recipients()
    if not addresses:
        logger.error("Nobody to be told: set ALARM_RECIPIENTS")
        return False
    with translation.override(settings.LANGUAGE_CODE):
        letter = EmailMessage(
            subject=_("%(site)s: %(trouble)s") % {"site": settings.SITE_URL, "trouble": check.title},
            body=_body(check, finding),
            to=addresses,
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(**settings.ALARM_EMAIL) if settings.ALARM_EMAIL else get_connection(),
        )
    try:
        return bool(letter.send())
    except OSError as error:
        logger.error("The alarm about %s could not be sent: %s", check.name, type(error).__name__)
        return False


def _body(check: HealthCheck, finding: Finding) -> str:
    lines = [f"{check.title}.", str(finding.detail), "", _("Check: %(name)s") % {"name": check.name}]
    if finding.age is not None:
        lines.append(_("Age: %(minutes)s min") % {"minutes": round(finding.age.total_seconds() / 60)})
    lines += [
        _("Noticed: %(moment)s") % {"moment": f"{timezone.localtime():%d.%m.%Y %H:%M}"},
        "",
        _("While it lasts you get one such letter an hour."),
    ]
    return "\n".join(lines)


def _tidy(folder: Path) -> None:
    """Forget the claims of hours that are over."""
    oldest = datetime.now().timestamp() - KEPT.total_seconds()  # noqa: DTZ005 - compared with the clock of files
    for claim in folder.iterdir():
        with suppress(OSError):
            if claim.stat().st_mtime < oldest:
                claim.unlink()
