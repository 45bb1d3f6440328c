"""What the parts of the bench share: a question to the site's own environment, and many browsers at once."""

import asyncio
import json
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from bench.figures import Figure
from bench.signing.browser import Line, Log, Unexpected
from deploy.local.stack import ROOT, Stack

Journey = Callable[[int, Line, Log], Awaitable[None]]
# Seconds a count may be behind, and a little for the queue.
COUNTS_WITHIN = 30


def asked(stack: Stack, *arguments: str) -> Any:
    """What ``bench.signing.preparing`` answers."""
    command = [sys.executable, "-m", "bench.signing.preparing", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=stack.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"preparing {arguments[0]} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


async def run(
    journey: Journey, url: str, *, numbers: Iterator[int], browsers: int, seconds: float, authority: str = ""
) -> tuple[Log, float]:
    """``browsers`` at once make one journey after another for ``seconds``; those under way are finished."""
    log, context = Log(), ssl.create_default_context(cafile=authority) if authority else None
    begun = time.perf_counter()

    async def one_after_another() -> None:
        line = Line(url, context)
        while time.perf_counter() - begun < seconds:
            number = next(numbers, None)
            if number is None:
                break
            try:
                await journey(number, line, log)
                log.done += 1
            except (Unexpected, OSError, EOFError, TimeoutError) as trouble:
                log.errors.append(f"{type(trouble).__name__} {trouble}")
        line.close()

    await asyncio.gather(*(one_after_another() for _ in range(browsers)))
    return log, time.perf_counter() - begun


def figures_of(name: str, log: Log, *, within: float | None = None) -> list[Figure]:
    """Milliseconds of each request, ``within`` which 95 of 100 are asked to be answered, and what went wrong."""
    for error in sorted(set(log.errors))[:5]:
        print(f"  {log.errors.count(error)} × {error}")
    times = [
        Figure(f"{name}: {request}, p95", log.p(request, 0.95), "ms", goal=within, at_most=True)
        for request in log.seconds
    ]
    return [*times, Figure(f"{name}: errors", len(log.errors), "", goal=0, at_most=True)]


async def shown_count(line: Line, path: str, pattern: str, expected: int) -> int:
    """The number a public page shows, as soon as it is ``expected`` or the time of counts is over."""
    deadline = time.monotonic() + COUNTS_WITHIN
    while True:
        answer = await line.ask("GET", path, {"X-Forwarded-For": "10.255.255.7"})
        found = re.search(pattern, re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d)", "", answer.text))
        number = int(found[1]) if found else -1
        if number == expected or time.monotonic() > deadline:
            return number
        await asyncio.sleep(1)
