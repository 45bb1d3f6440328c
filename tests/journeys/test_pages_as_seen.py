"""Every page in a browser, the short form of ``run.py audit``; what it must be like is said in ``tests/audit``."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit.audit import audit
from tests.audit.looking import FEWER_VIEWS, Auditor
from tests.audit.setting import Setting
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses
from tests.services.sms_gateways import SmsGateways

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.any_engine]


def test_every_page_as_seen(chromium: Browser, letters: MailServer, gateways: SmsGateways, tmp_path: Path) -> None:
    """On a site of its own: accounts are deleted here and signatures annulled."""
    with SiteProcesses(tmp_path, letters.url, sms_url=gateways.url) as site:
        auditor = Auditor(chromium, site.url, FEWER_VIEWS)
        assert audit(Setting(site, letters, gateways, auditor)) == []


def test_anonymous_pages_set_no_cookie(chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(base_url=site.url, locale="uk-UA")
    page = context.new_page()
    for address in ("/", "/novyny/", "/opytuvannia/", "/petytsii/", "/search/?q=школа", "/nemaie/"):
        page.goto(address)
    assert context.cookies() == []
    context.close()
