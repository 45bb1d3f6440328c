"""Looks at the whole site in Chromium: ``python3 run.py audit``. One line a page; fails on any problem."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit.audit import audit
from tests.audit.looking import EVERY_VIEW, Auditor
from tests.audit.programs import lighthouse_problems, markup_problems, programs_install
from tests.audit.security.audit import security_audit
from tests.audit.setting import Setting
from tests.audit.walks import WALKS
from tests.journeys.conftest import SWITCHES
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses, chromium_path
from tests.services.sms_gateways import SmsGateways


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py audit", description=__doc__)
    parser.add_argument("--html", action="store_true", help="also check the markup by html-validate (needs Node.js)")
    parser.add_argument("--lighthouse", action="store_true", help="also measure by Lighthouse (needs Node.js)")
    parser.add_argument("--only", choices=WALKS, default="", help="one way through the site, while working on it")
    parser.add_argument(
        "--security",
        action="store_true",
        help="instead: headers, cookies and content policy of the production stack (needs nginx, PostgreSQL, Node.js)",
    )
    options = parser.parse_args()
    browser = chromium_path()
    if not browser:
        sys.exit("run.py audit: Chromium is needed; on Debian or Ubuntu run: sudo apt install chromium")
    if options.security:
        return verdict(security_audit(browser))
    if options.html or options.lighthouse:
        programs_install()
    with tempfile.TemporaryDirectory() as name, demo_community(Path(name), browser) as setting:
        problems = audit(setting, options.only)
        if options.html:
            problems += markup_problems(setting.auditor.looks, Path(name))
        if options.lighthouse:
            problems += lighthouse_problems(setting.measured, browser)
    print(f"\n{len(setting.auditor.looks)} pages", end="")
    return verdict(problems)


def verdict(problems: list[str]) -> int:
    """Say each problem; give back the exit code."""
    print(f"\n{len(problems)} problems")
    print("\n".join(problems))
    return 1 if problems else 0


@contextmanager
def demo_community(folder: Path, browser: str) -> Iterator[Setting]:
    """The demo in processes of its own, with a mail server, a gateway of SMS and a browser."""
    os.environ["DATA_DIR"] = str(folder)
    letters = MailServer()
    letters.start()
    try:
        with (
            SmsGateways().running() as gateways,
            SiteProcesses(folder, letters.url, sms_url=gateways.url) as site,
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(executable_path=browser, args=SWITCHES)
            yield Setting(site, letters, gateways, Auditor(chromium, site.url, EVERY_VIEW))
            chromium.close()
    finally:
        letters.stop()


if __name__ == "__main__":
    sys.exit(main())
