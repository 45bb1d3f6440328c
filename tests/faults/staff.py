"""What staff do meanwhile; runs in the site's own environment: ``python -m tests.faults.staff resend|author``."""

import json
import sys
import time
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up of Django
from django.contrib.auth import get_user_model  # noqa: E402 - after the set-up of Django

from bench.signing.preparing import sessions_make  # noqa: E402 - after the set-up of Django
from community.accounts.staff_sessions import SINCE  # noqa: E402 - after the set-up of Django
from community.messaging.models import Message, State  # noqa: E402 - after the set-up of Django
from community.messaging.services import message_resend  # noqa: E402 - after the set-up of Django


def resend() -> int:
    """«Send again» for every message of the register that could not be sent."""
    actor = get_user_model().objects.filter(is_superuser=True).first()
    assert actor is not None, "the demo has no administrator"
    failed = list(Message.objects.filter(state=State.FAILED))
    for message in failed:
        message_resend(message=message, actor=actor)
    return len(failed)


def author() -> dict[str, str]:
    """The session of somebody who may upload pictures."""
    person = get_user_model().objects.filter(is_superuser=True).first()
    [key] = sessions_make([person])
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session[SINCE] = int(time.time())
    session.save()
    return {settings.SESSION_COOKIE_NAME: key}


if __name__ == "__main__":
    acts: dict[str, Any] = {"resend": resend, "author": author}
    print(json.dumps(acts[sys.argv[1]]()))  # noqa: T201 - the answer
