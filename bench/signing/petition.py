"""One petition: its page, the page to check, the box forgotten, the signature, thanks."""

import asyncio
import ssl

from bench.figures import Figure
from bench.signing.browser import Browser, Line, Log, network
from bench.signing.running import asked, figures_of, run, shown_count
from deploy.local.stack import Stack

# The highest ever seen on the site of the UK Parliament: 21 March 2019, about 2 000 a minute.
PARLIAMENT = 33.0
# Milliseconds in which 95 of 100 are answered.
P95 = 500
# No more than so many signatures a second are prepared for.
MOST = 90


def petition_bench(stack: Stack, *, minutes: float, browsers: int) -> list[Figure]:
    """Signatures a second for so many minutes, and whether each of them is counted."""
    prepared = asked(stack, "residents", str(int(minutes * 60 * MOST) + browsers))
    path, cookies = prepared["path"], prepared["cookies"]
    before = asked(stack, "counted", "petition", str(prepared["petition"]))["rows"]

    async def sign(number: int, line: Line, log: Log) -> None:
        session = {prepared["cookie"]: cookies[number]}
        browser = Browser(line, log, address=network(number), cookies=session)
        await browser.get("petition page", path)
        check = await browser.get("page to check", f"{path}pidpys/")
        form = {"csrfmiddlewaretoken": check.token}
        forgotten = await browser.post("POST, box not ticked", f"{path}pidpys/", 422, form)
        form = {"csrfmiddlewaretoken": forgotten.token, "eligible": "on"}
        done = await browser.post("POST, signed", f"{path}pidpys/", 303, form)
        await browser.get("thanks", done.headers["location"])

    log, seconds = asyncio.run(
        run(
            sign,
            stack.base_url,
            numbers=iter(range(len(cookies))),
            browsers=browsers,
            seconds=minutes * 60,
            authority=str(stack.authority),
        )
    )
    rows = asked(stack, "counted", "petition", str(prepared["petition"]))["rows"]
    shown = asyncio.run(_shown(stack, path, rows))
    rate = log.done / seconds
    return [
        Figure("petition: signatures", rate, "a second", "UK Parliament", PARLIAMENT, goal=35 / PARLIAMENT),
        Figure("petition: signatures, the aim", rate, "a second", "UK Parliament", PARLIAMENT, goal=2),
        *figures_of("petition", log, within=P95),
        Figure("petition: signatures without a row", log.done - (rows - before), "", goal=0, at_most=True),
        Figure("petition: rows the page does not show", abs(rows - shown), "", goal=0, at_most=True),
    ]


async def _shown(stack: Stack, path: str, expected: int) -> int:
    line = Line(stack.base_url, ssl.create_default_context(cafile=str(stack.authority)))
    return await shown_count(line, path, rf"\b({expected})\b", expected)
