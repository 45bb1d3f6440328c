"""The link at the foot of letters about petitions."""

import pytest
from django.test import Client

from community.accounts.letters import unsubscribe_link
from community.accounts.models import User
from tests.accounts.builders import text


@pytest.fixture
def link(resident: User) -> str:
    return "/" + unsubscribe_link(resident).split("/", 3)[3]


def test_opening_the_link_only_asks(client: Client, resident: User, link: str) -> None:
    assert "Більше не надсилати листів про петиції" in text(client.get(link))
    resident.refresh_from_db()
    assert resident.wants_letters


def test_a_mail_program_unsubscribes_with_one_click(resident: User, link: str) -> None:
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(link, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Листи про петиції вам більше не надходитимуть." in text(answer)
    resident.refresh_from_db()
    assert not resident.wants_letters


def test_a_forged_link_does_nothing(client: Client, resident: User, link: str) -> None:
    answer = client.post(link[:-3] + "xx/")
    assert answer.status_code == 410
    assert "Це посилання не діє" in text(answer)
    resident.refresh_from_db()
    assert resident.wants_letters
