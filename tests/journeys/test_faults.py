"""What residents entrusted to the site survives a mail server and a broker that are out of order."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.test_main_journey import send_vote
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.on_server]

# Seconds. A message that failed once is tried again after half a minute, and the sweep looks every half minute.
A_RETRY = 150
# Long enough for a letter that could leave to have left.
A_WHILE = 5_000


@pytest.fixture
def site_apart(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, letters: MailServer
) -> Iterator[SiteProcesses]:
    """A site whose broker can die alone: the session's where it has one, else one of the test's own."""
    site: SiteProcesses = request.getfixturevalue("site")
    if site.redis:
        yield site
        return
    with SiteProcesses(tmp_path_factory.mktemp("apart"), letters.url, apart=True) as apart:
        yield apart


def test_a_vote_is_taken_while_the_mail_server_is_down_and_its_letter_follows(page: Page, letters: MailServer) -> None:
    letters.stop()
    try:
        page.goto("/")
        send_vote(page, "no.mail@example.com")
        page.wait_for_timeout(A_WHILE)
        assert letters.to("no.mail@example.com") == []
    finally:
        letters.start()
    letters.wait_for("no.mail@example.com", seconds=A_RETRY)


def test_a_vote_is_taken_while_the_broker_is_down_and_its_letter_follows(
    chromium: Browser, site_apart: SiteProcesses, letters: MailServer
) -> None:
    assert site_apart.redis
    context: BrowserContext = chromium.new_context(base_url=site_apart.url, locale="uk-UA")
    page = context.new_page()
    site_apart.redis.stop()
    try:
        page.goto("/")
        send_vote(page, "no.broker@example.com")
        page.wait_for_timeout(A_WHILE)
        assert letters.to("no.broker@example.com") == []
    finally:
        site_apart.redis.start()
    letters.wait_for("no.broker@example.com", seconds=A_RETRY)
    context.close()
