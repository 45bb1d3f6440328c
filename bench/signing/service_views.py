"""The views that are compared: two smallest possible ones, and our services behind as little as they need."""

import secrets
from functools import cache

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.signing.browser import network
from community.core.network import network_prefix
from engagement.models import Poll, PollOption, Vote
from engagement.polls.services.voting import Confirmation, vote_cast, vote_confirm

TABLE = """
CREATE TABLE IF NOT EXISTS bench_pair (
    id bigserial PRIMARY KEY, token text NOT NULL UNIQUE, confirmed boolean NOT NULL DEFAULT false
)
"""


@cache
def table_make() -> None:
    """Once a process; the lock, held until the table is committed, keeps two of them from making it at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock(7); {TABLE}")


def smallest(request: HttpRequest, number: int) -> HttpResponse:
    """One INSERT."""
    table_make()
    token = secrets.token_hex(16)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_pair (token) VALUES (%s)", [token])
    return HttpResponse(token)


def smallest_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One UPDATE."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bench_pair SET confirmed = true WHERE token = %s AND NOT confirmed", [token])
        return HttpResponse(status=200 if cursor.rowcount == 1 else 409)


def service(request: HttpRequest, number: int) -> HttpResponse:
    """A vote is cast: limits, row, choice, letter in the outbox."""
    poll = Poll.objects.running().order_by("-closes_at")[0]
    option = PollOption.objects.filter(poll=poll).order_by("sort_order")[0]
    voter = f"pair{number}@ukr.net"
    reference = vote_cast(poll=poll, email=voter, options=[option], network=network_prefix(network(number)))
    return HttpResponse(str(reference))


def service_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """The vote is counted."""
    outcome = vote_confirm(vote=Vote.objects.select_related("poll").get(reference=reference))
    return HttpResponse(status=200 if outcome == Confirmation.COUNTED else 409)


urlpatterns = [
    path("smallest/<int:number>/", smallest),
    path("smallest/confirm/<str:token>/", smallest_confirm),
    path("service/<int:number>/", service),
    path("service/confirm/<uuid:reference>/", service_confirm),
]
