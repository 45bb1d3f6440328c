"""After everything that happened: the public numbers are those of the rows. The last by its name."""

import re
import time
from typing import Any

import pytest
import requests

from tests.faults.load import Load
from tests.faults.site import FaultySite

pytestmark = pytest.mark.faults

# Seconds a public number may be behind, with a busy machine's reserve.
BEHIND = 45


def shown(site: FaultySite, path: str, pattern: str) -> int:
    """The number on a page, its thousands written together."""
    text = requests.get(site.url + path, headers={"X-Forwarded-For": "10.255.255.7"}, timeout=20).text
    found = re.search(pattern, re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d)", "", text))
    return int(found[1]) if found else -1


def comes_to_show(site: FaultySite, path: str, number: int, pattern: str) -> bool:
    deadline = time.monotonic() + BEHIND
    while shown(site, path, pattern.format(number)) != number:
        if time.monotonic() > deadline:
            return False
        time.sleep(1)
    return True


def test_the_poll_shows_its_votes(site: FaultySite, load: Load, poll: dict[str, Any]) -> None:
    query = "SELECT count(*) FROM engagement_vote WHERE poll_id = %s AND state = 'confirmed'"
    # How many voted is open data, whatever the poll promises of its results.
    counted = site.rows(query, poll["poll"])[0][0]
    assert comes_to_show(site, f"{poll['path']}dani/", counted, r'"voters": ?({})\b')


def test_the_petition_shows_its_signatures(site: FaultySite, load: Load, petition: dict[str, Any]) -> None:
    query = "SELECT count(*) FROM engagement_signature WHERE petition_id = %s AND state = 'valid'"
    counted = site.rows(query, petition["petition"])[0][0]
    assert comes_to_show(site, petition["path"], counted, r"\b({})\b")
