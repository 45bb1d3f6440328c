"""The whole site in its processes, a real mail server, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.services.mail_server import MailServer
from tests.services.policy_watch import PolicyWatch
from tests.services.site_processes import SiteProcesses, chromium_path
from tests.services.sms_gateways import SmsGateways

# Generous, so that a busy machine fails no test; nothing waits longer than it must.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def letters() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def gateways() -> Iterator[SmsGateways]:
    with SmsGateways().running() as server:
        yield server


@pytest.fixture(scope="session")
def site(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, letters: MailServer, gateways: SmsGateways
) -> Iterator[SiteProcesses]:
    """The demo community, served for the whole session."""
    folder: Path = tmp_path_factory.mktemp("site")
    with SiteProcesses(folder, letters.url, sms_url=gateways.url) as processes:
        yield processes


# Of a module, not of the session: while it is open, Playwright's loop keeps Django from the database in this thread.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: SiteProcesses) -> Iterator[BrowserContext]:
    """A visitor who was never here: no cookie, Ukrainian, a middling screen."""
    context = chromium.new_context(base_url=site.url, locale="uk-UA", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    policy = PolicyWatch(context)
    yield context
    context.close()
    # Whatever the journey did, no page of it wanted what the content policy forbids.
    assert policy.violations == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
