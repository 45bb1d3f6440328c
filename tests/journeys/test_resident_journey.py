"""A resident's account from the first form to a forgotten password, with a real mail server and a real SMS gateway."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.resident import Person, log_in, log_out, prove, recover, register
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses
from tests.services.sms_gateways import SmsGateways

pytestmark = [pytest.mark.browser, pytest.mark.processes]

MARIA = Person("Бондаренко", "Марія", "Іванівна", "maria.journey@example.com", "067 555-11-22")
NEW_PASSWORD = "hrushi-bilia-khaty"


def test_register_prove_log_in_and_recover(
    chromium: Browser, site: SiteProcesses, letters: MailServer, gateways: SmsGateways
) -> None:
    context = chromium.new_context(base_url=site.url, locale="uk-UA", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    register(page, MARIA)
    prove(page, MARIA, letters, gateways)
    log_out(page)
    log_in(page, MARIA.phone, MARIA.password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    context.close()

    # Months later, on an old phone without JavaScript, the password is forgotten.
    context = chromium.new_context(base_url=site.url, java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    log_in(page, MARIA.email, "something-else-entirely")
    expect(page.locator("main")).to_contain_text("не збігаються")
    recover(page, MARIA, letters, NEW_PASSWORD)
    log_in(page, MARIA.email, NEW_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    context.close()
