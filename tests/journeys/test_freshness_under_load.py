"""Sixteen readers at once, while an article is published fifty times: nobody who came later reads an older one."""

import re
import subprocess
import sys
import time
import urllib.request
from threading import Event, Thread
from typing import NamedTuple

import pytest

from tests.services.site_processes import ROOT, SiteProcesses

TIMES = 50
READERS = 16
ADDRESSES = ("/novyny/versii/", "/novyny/", "/", "/novyny/rss/", "/novyny/atom/", "/novyny/?utm_source=viber")


class Reading(NamedTuple):
    address: str
    begun: float
    version: int


def read(url: str, address: str) -> Reading:
    begun = time.time()
    with urllib.request.urlopen(f"{url}{address}", timeout=30) as answer:
        found = re.findall(r"Версія (\d+)", answer.read().decode())
    return Reading(address, begun, max(map(int, found), default=-1))


def reader(url: str, place: int, readings: list[Reading], stop: Event) -> None:
    while not stop.is_set():
        readings.append(read(url, ADDRESSES[place % len(ADDRESSES)]))
        place += 1


@pytest.mark.processes
def test_nobody_reads_what_is_older_than_the_last_publication(site: SiteProcesses) -> None:
    code = f"from tests.journeys.publishing import main; main({TIMES})"
    publisher = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert publisher.stdout
    readings: list[Reading] = []
    published = [_moment(publisher.stdout.readline())]
    stop = Event()
    readers = [Thread(target=reader, args=[site.url, place, readings, stop]) for place in range(READERS)]
    for one in readers:
        one.start()
    published += [_moment(line) for line in publisher.stdout]
    assert publisher.wait(timeout=60) == 0
    stop.set()
    for one in readers:
        one.join()
    readings += [read(site.url, address) for address in ADDRESSES]

    assert len(published) == TIMES + 1
    assert {reading.address for reading in readings} == set(ADDRESSES)
    stale = [reading for reading in readings if reading.version < _due(reading.begun, published)]
    assert stale == [], f"{len(stale)} of {len(readings)}"
    assert len({reading.version for reading in readings}) > TIMES / 4, "the readers came between the publications"


def _moment(line: str) -> float:
    return float(line.split()[2])


def _due(begun: float, published: list[float]) -> int:
    """The version that whoever came at ``begun`` has to see at least."""
    return sum(moment < begun for moment in published) - 1
