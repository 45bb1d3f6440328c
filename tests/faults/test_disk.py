"""No room for pictures: the author is told, nothing half-written stays, everybody else votes on.

The kernel ends each write of the web server at a size, as a full disk does; this needs neither root nor a disk.
"""

import io
import os
import resource
from random import Random
from typing import Any

import psutil
import pytest
import requests
from PIL import Image

from tests.faults.site import FaultySite
from tests.faults.trial import Fault, Survive, requests_under_way
from tests.faults.visitor import Journal, Visitor, token_of

pytestmark = pytest.mark.faults

# Bytes of a file that still find room.
ROOM = 4096
FORM, MANY = "/admin/images/add/", "/admin/images/multiple/add/"
WORDS = "закінчилося місце"


def room_leave(site: FaultySite, most: int) -> None:
    """Let the processes of the web server write files of ``most`` bytes and no more."""
    main = psutil.Process(site.processes.pids()["app"])
    for process in [main, *main.children(recursive=True)]:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def noise_png(side: int) -> bytes:
    """A picture that does not pack."""
    buffer = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(buffer, "PNG")
    return buffer.getvalue()


class Author:
    """Somebody who uploads pictures, one by the form and one by the page for many."""

    def __init__(self, site: FaultySite) -> None:
        self.journal = Journal()
        self._person = Visitor(site.url, self.journal, 60_000, site.asked("tests.faults.staff", "author"))
        self._token = token_of(self._person.get(FORM))

    def upload(self, content: bytes, *expected: int) -> requests.Response:
        fields = {"csrfmiddlewaretoken": self._token, "title": "Площа", "collection": "1"}
        files = {"file": ("ploshcha.png", content, "image/png")}
        # What is refused before its end may cost the connection; browsers open another by themselves.
        return self._person.post(FORM, fields, *expected, files=files, headers={"Connection": "close"})

    def upload_many(self, content: bytes) -> dict[str, Any]:
        answer = self._person.post(
            MANY,
            {"csrfmiddlewaretoken": self._token, "title": "Площа", "collection": "1"},
            200,
            files={"files[]": ("ploshcha.png", content, "image/png")},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        answered: dict[str, Any] = answer.json()
        return answered


def uploaded(site: FaultySite) -> list[str]:
    """What lies in the folder of uploads under the name of the author's picture, whole or not."""
    return [file.name for file in (site.folder / "data" / "media").rglob("ploshcha*")]


def test_the_disk_is_full(survives: Survive, site: FaultySite) -> None:
    author, small, big = Author(site), noise_png(200), noise_png(1100)
    answers: list[str] = []
    images = "SELECT count(*) FROM core_communityimage"
    kept = site.rows(images)

    def fill_and_upload(site: FaultySite, random: Random) -> None:
        room_leave(site, ROOM)
        # The big one does not even find room for the time of its upload.
        answers.extend(author.upload(content, 507).text for content in (small, big))
        answers.append(author.upload_many(small)["error_message"])

    survives(
        Fault(
            name="disk full for media",
            strike=fill_and_upload,
            mend=lambda site: room_leave(site, resource.RLIM_INFINITY),
            meets=requests_under_way,
            traces=lambda site, load, since: len(answers),
        )
    )
    assert [WORDS in answer for answer in answers] == [True] * 3
    assert uploaded(site) == []
    assert site.rows(images) == kept
    assert author.upload(small, 302).status_code == 302
    assert site.rows(images) != kept
    assert uploaded(site) != []
    assert author.journal.mistakes == []
