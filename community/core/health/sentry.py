"""Errors told to a Sentry of the community's choice; imported only where ``SENTRY_DSN`` names one.

Whatever may be about a person stays here: bodies, cookies, headers, addresses, accounts, values of variables.
"""

from typing import Any

import sentry_sdk
from django.conf import settings

from community.core.health.context import request_id
from community.core.log_filters import scrubbed


def event_scrubbed(event: Any, hint: Any) -> Any:
    """Keep what was done and where it broke."""
    for part in ("user", "breadcrumbs", "extra", "server_name"):
        event.pop(part, None)
    request = event.pop("request", None) or {}
    event["request"] = {"method": request.get("method", ""), "url": scrubbed(request.get("url", "").partition("?")[0])}
    event.setdefault("tags", {})["request_id"] = request_id()
    for error in event.get("exception", {}).get("values", []):
        error["value"] = scrubbed(error.get("value") or "")
    for name in ("message", "transaction"):
        if name in event:
            event[name] = scrubbed(event[name])
    if "logentry" in event:
        # Its parameters are what was written into the message.
        event["logentry"] = {"message": scrubbed(event["logentry"].get("message") or "")}
    return event


def sentry_start(**changes: Any) -> None:
    """Begin to tell; ``changes`` are for who has a transport of their own.

    Nothing personal (``send_default_pii``) is Sentry's own default, and saying so is deprecated there.
    """
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        before_send=event_scrubbed,
        **changes,
    )
