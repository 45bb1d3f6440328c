"""The admin on a host of its own: found there alone, and the public site is not there."""

import pytest
from django.test import Client
from pytest_django import Settings

from community.accounts.roles import ADMINISTRATOR
from community.core.admin_host import admin_address
from home.models import HomePage
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db
ADMIN = "kabinet.hromada.example"


@pytest.fixture
def apart(settings: Settings, home_page: HomePage) -> None:
    settings.ADMIN_HOST = ADMIN
    settings.SITE_URL = "https://hromada.example"
    settings.WAGTAILADMIN_BASE_URL = f"https://{ADMIN}"
    settings.ALLOWED_HOSTS = ["hromada.example", "testserver", ADMIN]


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/pages/", "/admin/sprite/", "/admin/nemaie/"])
def test_other_hosts_have_no_admin(apart: None, client: Client, address: str) -> None:
    assert client.get(address, headers={"host": "hromada.example"}).status_code == 404
    assert client.post(address, headers={"host": "hromada.example"}).status_code == 404


def test_whoever_is_signed_in_on_the_public_host_finds_no_admin_there_either(apart: None, sign_in: SignIn) -> None:
    client = sign_in(ADMINISTRATOR)
    assert client.get("/admin/", headers={"host": "hromada.example"}).status_code == 404
    assert client.get("/admin/", headers={"host": ADMIN}).status_code == 200


def test_the_door_is_on_the_host_of_the_admin(apart: None, client: Client) -> None:
    page = client.get("/admin/", headers={"host": ADMIN}, follow=True)
    assert page.redirect_chain[-1][0].startswith("/kabinet/vkhid/")
    assert page.status_code == 200
    for address in ("/site.css", "/theme.css", "/admin/sprite/"):
        assert client.get(address, headers={"host": ADMIN}).status_code == 200


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("/", "https://hromada.example/"),
        ("/novyny/?page=2", "https://hromada.example/novyny/?page=2"),
    ],
)
def test_the_public_site_is_elsewhere(apart: None, client: Client, address: str, public: str) -> None:
    answer = client.get(address, headers={"host": ADMIN})
    assert (answer.status_code, answer["Location"]) == (302, public)


def test_the_editor_sees_previews_there(apart: None, home_page: HomePage, sign_in: SignIn) -> None:
    preview = sign_in(ADMINISTRATOR).get(f"/admin/pages/{home_page.pk}/view_draft/", headers={"host": ADMIN})
    assert preview.status_code == 200
    assert home_page.title in preview.text


def test_pages_and_letters_lead_to_the_host_of_the_admin(apart: None, client: Client) -> None:
    assert f'href="https://{ADMIN}/admin/"' in client.get("/", headers={"host": "hromada.example"}).text
    assert admin_address("/admin/forms/") == f"https://{ADMIN}/admin/forms/"


def test_without_the_setting_everything_is_on_one_host(home_page: HomePage, sign_in: SignIn) -> None:
    client = sign_in(ADMINISTRATOR)
    assert client.get("/admin/").status_code == 200
    assert client.get("/").status_code == 200
