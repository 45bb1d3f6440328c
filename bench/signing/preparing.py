"""Who is there before the load begins; runs in the site's own environment, told in JSON what is wanted.

``python -m bench.signing.preparing residents 5000`` prints the petition, sessions and how many have signed already;
``poll`` prints the poll; ``counted petition|poll ID`` counts the rows.
"""

import json
import secrets
import sys
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - after the settings
from django.conf import settings  # noqa: E402 - after the set-up of Django
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402 - after the set-up of Django
from django.contrib.auth.hashers import make_password  # noqa: E402 - after the set-up of Django
from django.db import connection  # noqa: E402 - after the set-up of Django
from django.utils import timezone  # noqa: E402 - after the set-up of Django

from engagement.models import Petition, Poll, Signature, Vote, VotingGuard  # noqa: E402 - after the set-up of Django
from engagement.models.poll import ResultsPromise  # noqa: E402 - after the set-up of Django

BATCH = 2000


def residents(count: str) -> dict[str, Any]:
    """Proven residents, each with a session as signing in would have made it."""
    petition = Petition.objects.published().collecting().order_by("-collecting_until").first()
    assert petition is not None, "the demo has no petition that collects"
    cookies: list[str] = []
    for start in range(0, int(count), BATCH):
        cookies += residents_make(range(start, min(start + BATCH, int(count))))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "petition": petition.pk,
        "path": petition.get_url(),
        "cookies": cookies,
        "cookie": settings.SESSION_COOKIE_NAME,
    }


def residents_make(numbers: range) -> list[str]:
    user_model, now = get_user_model(), timezone.now()
    password = make_password(None)
    people = user_model.objects.bulk_create(
        user_model(
            username=f"bench-{number}",
            email=f"resident{number}@example.org",
            password=password,
            last_name="Коваленко",
            first_name="Олена",
            patronymic="Іванівна",
            settlement="Зелене",
            phone=f"+38063{number:07d}",
            phone_proven_at=now,
        )
        for number in numbers
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    return sessions_make(people)


def sessions_make(people: list[Any]) -> list[str]:
    """Rows as Django's engine of sessions writes them, many at once."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    expires = timezone.now() + timedelta(days=1)
    rows = [
        store.get_model_class()(
            session_key=secrets.token_hex(16),
            expire_date=expires,
            session_data=store().encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
        )
        for person in people
    ]
    store.get_model_class().objects.bulk_create(rows)
    return [row.session_key for row in rows]


def poll() -> dict[str, Any]:
    """A running poll, with the limits staff are told to raise before a poll of the whole community."""
    # One that shows how many took part while it runs: its public number is compared with the rows.
    chosen = Poll.objects.running().filter(results_promise=ResultsPromise.LIVE).order_by("-closes_at").first()
    assert chosen is not None, "the demo has no running poll with public results"
    guard = VotingGuard.in_force()
    guard.poll_per_minute = guard.poll_per_hour = 1_000_000
    guard.save()
    option = chosen.options.order_by("sort_order").first()
    return {"poll": chosen.pk, "path": chosen.get_url(), "option": option.pk}


def counted(kind: str, pk: str) -> dict[str, Any]:
    """How many rows count now."""
    if kind == "petition":
        return {"rows": Signature.objects.valid().filter(petition=int(pk)).count()}
    return {"rows": Vote.objects.confirmed().filter(poll=int(pk)).count()}


if __name__ == "__main__":
    acts: dict[str, Callable[..., Any]] = {"residents": residents, "poll": poll, "counted": counted}
    asked = acts[sys.argv[1]]
    print(json.dumps(asked(*sys.argv[2:])))
