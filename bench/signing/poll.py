"""One poll: its page, the vote, the letter over SMTP, the page of its link, the confirmation.

Nobody has measured such a thing elsewhere: its figures stand by themselves, without a goal.
"""

import asyncio
import itertools
import re
import ssl
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.figures import Figure
from bench.signing.browser import Browser, Line, Log, Unexpected, network
from bench.signing.running import asked, figures_of, run, shown_count
from deploy.local.letters import letter_read
from deploy.local.stack import Stack

# Seconds between two looks into a mailbox, and until it is given up.
LOOKS = 0.05
LETTER = 60


def poll_bench(stack: Stack, *, minutes: float, browsers: int) -> list[Figure]:
    """Confirmed votes a second for so many minutes, and how long letters take."""
    prepared = asked(stack, "poll")
    path, option = prepared["path"], str(prepared["option"])
    before = asked(stack, "counted", "poll", str(prepared["poll"]))["rows"]

    async def vote(number: int, line: Line, log: Log) -> None:
        browser, address = Browser(line, log, address=network(number)), f"voter{number}@ukr.net"
        await browser.get("poll page", path)
        form = await browser.get("form", f"{path}holos/?choice={option}")
        fields = {"csrfmiddlewaretoken": form.token, "choice": option, "email": address}
        check = await browser.post("POST, page to check", f"{path}holos/", 200, fields)
        fields |= {"csrfmiddlewaretoken": check.token, "step": "send"}
        sent = time.time()
        waiting = await browser.post("POST, vote", f"{path}holos/", 303, fields)
        await browser.get("look into your mail", waiting.headers["location"])
        link = await letter_link(stack.letters.folder / address, sent, log)
        confirm = await browser.get("page of the link", link)
        counted = await browser.post("POST, confirmed", link, 303, {"csrfmiddlewaretoken": confirm.token})
        await browser.get("thanks", counted.headers["location"])

    log, seconds = asyncio.run(
        run(
            vote,
            stack.base_url,
            numbers=itertools.count(),
            browsers=browsers,
            seconds=minutes * 60,
            authority=str(stack.authority),
        )
    )
    rows = asked(stack, "counted", "poll", str(prepared["poll"]))["rows"]
    shown = asyncio.run(_shown(stack, path, rows))
    letters = {share: log.p(LETTERS, share) for share in (0.5, 0.95)}
    del log.seconds[LETTERS]
    return [
        Figure("poll: confirmed votes", log.done / seconds, "a second"),
        Figure("poll: letter under way, p50", letters[0.5], "ms"),
        Figure("poll: letter under way, p95", letters[0.95], "ms"),
        *figures_of("poll", log),
        Figure("poll: confirmed votes without a row", log.done - (rows - before), "", goal=0, at_most=True),
        Figure("poll: rows the page does not show", abs(rows - shown), "", goal=0, at_most=True),
    ]


LETTERS = "letter"
LINK = re.compile(r"https?://\S+/pidtverdzhennia/\S+/")


async def letter_link(mailbox: Path, sent: float, log: Log) -> str:
    """Wait for the letter; the path of its link. How long it took is noted."""
    deadline = time.monotonic() + LETTER
    while not (found := sorted(mailbox.glob("*.eml"))):
        if time.monotonic() > deadline:
            raise Unexpected("no letter")
        await asyncio.sleep(LOOKS)
    # The name of the file says when the letter came.
    log.seconds[LETTERS].append(int(found[0].name.partition("-")[0]) / 1e9 - sent)
    part = letter_read(found[0]).get_body(("plain",))
    link = LINK.search(part.get_content()) if part else None
    if link is None:
        raise Unexpected("a letter without a link")
    return urlsplit(link[0]).path


async def _shown(stack: Stack, path: str, expected: int) -> int:
    line = Line(stack.base_url, ssl.create_default_context(cafile=str(stack.authority)))
    return await shown_count(line, path, rf"\b({expected})\b", expected)
