"""Clerks who press the button at the same moment, each from a connection of their own."""

from threading import Barrier, Thread

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client

from community.accounts.models import User
from engagement.models import PetitionEvent, PetitionSettings
from tests.engagement.petitions.builders import letters, submitted_petition
from tests.engagement.petitions.desk.test_moderation import desk

CLERKS = 4

pytestmark = pytest.mark.django_db(transaction=True)


def clerk(number: int) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(f"clerk{number}", f"clerk{number}@example.org", "kalyna"))
    return client


def test_clerks_publish_at_once_and_one_of_them_does_it() -> None:
    petition = submitted_petition()
    form = {"version": petition.latest_revision_id, "checked": PetitionSettings.load().checklist_items}
    clients, start = [clerk(number) for number in range(CLERKS)], Barrier(CLERKS)
    said: list[str] = []

    def work(client: Client) -> None:
        start.wait()
        response = client.post(desk("publish", petition), form)
        said.extend([str(response.status_code), *map(str, get_messages(response.wsgi_request))])
        connection.close()

    threads = [Thread(target=work, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count("302") == CLERKS
    assert sum("Петицію оприлюднено" in words for words in said) == 1
    assert sum("Хтось уже це зробив" in words for words in said) == CLERKS - 1
    assert PetitionEvent.objects.filter(petition=petition, to_state="published").count() == 1
    assert len(letters("petition_published")) == 1
