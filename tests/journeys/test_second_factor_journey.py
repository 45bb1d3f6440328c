"""A member of staff sets the second factor up in a browser, and signs in with a code that the test's phone shows."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import editor
from tests.services.authenticator import one_time_code

pytestmark = [pytest.mark.browser, pytest.mark.processes]


def log_out(page: Page) -> None:
    page.goto("/kabinet/vykhid/")
    page.locator("main").get_by_role("button", name="Вийти").click()


def test_setting_up_signing_in_and_turning_off(page: Page) -> None:
    editor.sign_in(page, "avtor")
    page.get_by_role("link", name="Налаштувати двоетапний вхід").click()
    page.get_by_role("link", name="Налаштувати").click()
    page.get_by_label("Пароль").fill(editor.PASSWORD)
    page.get_by_role("button", name="Продовжити").click()

    expect(page.get_by_role("img", name="QR-код для застосунку")).to_be_visible()
    page.get_by_text("Картинка не сканується").click()
    secret = page.locator(".secret").inner_text()
    link = page.get_by_role("link", name="додати обліковий запис").get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query)["secret"] == [secret]
    page.get_by_label("Код", exact=True).fill("000000")
    page.get_by_role("button", name="Увімкнути").click()
    expect(page.get_by_role("alert")).to_contain_text("Код не підходить.")
    page.get_by_label("Код", exact=True).fill(one_time_code(secret))
    page.get_by_role("button", name="Увімкнути").click()

    expect(page.get_by_role("heading", name="Запасні коди")).to_be_visible()
    recovery = page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10

    log_out(page)
    page.goto("/admin/pages/")
    page.locator("[name=login]").fill("avtor")
    page.locator("[name=password]").fill(editor.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Увійти").click()
    expect(page.get_by_role("heading", name="Код із телефону")).to_be_visible()
    page.get_by_label("Код", exact=True).fill(one_time_code(secret))
    page.get_by_role("main").get_by_role("button", name="Увійти").click()
    expect(page).to_have_url(re.compile(r"/admin/pages/"))

    log_out(page)
    page.goto("/admin/")
    page.locator("[name=login]").fill("avtor")
    page.locator("[name=password]").fill(editor.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Увійти").click()
    page.get_by_text("Телефону немає під рукою").click()
    expect(page.get_by_text("Уведіть замість нього один із запасних кодів")).to_be_visible()
    page.get_by_label("Код", exact=True).fill(recovery[0])
    page.get_by_role("main").get_by_role("button", name="Увійти").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))

    page.goto("/kabinet/dvoetapnyi-vkhid/vymknennia/")
    page.get_by_label("Пароль").fill(editor.PASSWORD)
    page.get_by_role("button", name="Продовжити").click()
    page.get_by_role("button", name="Так, вимкнути").click()
    expect(page.get_by_role("link", name="Налаштувати")).to_be_visible()
