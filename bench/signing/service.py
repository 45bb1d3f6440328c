"""A vote cast and confirmed by this project's services, beside the two smallest views that do likewise."""

import asyncio
import itertools
from statistics import median

from bench.figures import Figure
from bench.signing.browser import Line, Log, Unexpected
from bench.signing.running import Journey, asked, run
from deploy.local.stack import Stack

SETTINGS = "bench.signing.service_settings"
ROUNDS = 3


def service_bench(stack: Stack, *, minutes: float, browsers: int) -> list[Figure]:
    """Pairs a second of both, by turns, on one app server without nginx; nobody else works meanwhile."""
    asked(stack, "poll")
    for name in ("beat", "worker"):
        stack.processes.stop(name)
    url = stack.app_start("service", DJANGO_SETTINGS_MODULE=SETTINGS)
    numbers, seconds = itertools.count(), minutes * 60 / (2 * ROUNDS)
    rates: dict[str, list[float]] = {"smallest": [], "service": []}
    errors: list[str] = []
    for _ in range(ROUNDS):
        for kind in rates:
            log, took = asyncio.run(run(pair(kind), url, numbers=numbers, browsers=browsers, seconds=seconds))
            rates[kind].append(log.done / took)
            errors += log.errors
    for error in sorted(set(errors))[:5]:
        print(f"  {errors.count(error)} × {error}")
    smallest, own = median(rates["smallest"]), median(rates["service"])
    return [
        Figure("service: vote cast and confirmed", own, "pairs a second", "two smallest views", smallest, goal=0.2),
        Figure("service: errors", len(errors), "", goal=0, at_most=True),
    ]


def pair(kind: str) -> Journey:
    """Two requests: the first makes something, the second confirms what the first named."""

    async def both(number: int, line: Line, log: Log) -> None:
        made = await line.ask("POST", f"/{kind}/{number}/", {"Content-Length": "0"})
        confirmed = await line.ask("POST", f"/{kind}/confirm/{made.text}/", {"Content-Length": "0"})
        if (made.status, confirmed.status) != (200, 200):
            raise Unexpected(f"{kind}: {made.status}, {confirmed.status}")

    return both
