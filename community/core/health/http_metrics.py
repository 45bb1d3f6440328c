"""How many requests there were and how long they took, in the memory of processes that Prometheus' library adds up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from prometheus_client import Histogram

KNOWN_METHODS = {"GET", "HEAD", "POST"}
SECONDS = Histogram(
    "http_request_duration_seconds",
    "Time from a request's arrival in Django to its answer",
    ["area", "method", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


@dataclass
class Timed:
    """The answer, once there is one."""

    response: HttpResponse | None = None


@contextmanager
def request_timed(request: HttpRequest) -> Iterator[Timed]:
    """Count one request; the labels are few whatever visitors ask for."""
    timed = Timed()
    begun = time.perf_counter()
    try:
        yield timed
    finally:
        status = f"{timed.response.status_code // 100}xx" if timed.response else "5xx"
        method = request.method if request.method in KNOWN_METHODS else "other"
        SECONDS.labels(_area(request), method, status).observe(time.perf_counter() - begun)


def _area(request: HttpRequest) -> str:
    return "admin" if request.path_info.startswith(reverse("wagtailadmin_home")) else "site"
