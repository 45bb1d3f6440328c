"""A text that people agreed to never changes under them: a change is a new version."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client

from community.accounts.consent import CURRENT, consent_template
from community.accounts.models import User
from home.models import HomePage
from tests.accounts.builders import EMAIL, register, resident_make

# Each version as it was first shown.
VERSIONS = {"2026-11": "990efba6b20253f952017862990e9831606d0f0f9a6053c4d8f895c67211da33"}
FOLDER = Path(__file__).resolve().parents[2] / "templates" / "accounts" / "consents"


def test_every_version_is_there_and_is_what_it_was() -> None:
    assert {file.stem: sha256(file.read_bytes()).hexdigest() for file in FOLDER.iterdir()} == VERSIONS
    assert max(VERSIONS) == CURRENT
    assert get_template(consent_template())


@pytest.mark.django_db
def test_who_registers_agrees_to_the_text_that_was_shown(home_page: HomePage) -> None:
    client = Client()
    page = client.get("/kabinet/reiestratsiia/").content.decode()
    assert get_template(consent_template()).render().split("<li>")[1].strip().split("</li>")[0] in page
    register(client)
    user = User.objects.get(email=EMAIL)
    assert user.consent_version == CURRENT
    assert user.consent_at is not None


@pytest.mark.django_db
def test_the_own_data_say_what_was_agreed_to(home_page: HomePage) -> None:
    resident, client = resident_make(consent_version=CURRENT), Client()
    client.force_login(resident)
    account = client.get("/kabinet/dani/zavantazhyty/").json()["account"][0]
    assert account["consent_version"] == CURRENT
