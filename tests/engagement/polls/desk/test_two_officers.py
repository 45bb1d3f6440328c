"""Officers who press the button at the same moment, each from a connection of their own."""

from threading import Barrier, Thread

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client

from community.accounts.models import User
from engagement.models import Poll, PollEvent, Vote
from tests.engagement.polls.builders import burst
from tests.engagement.polls.desk.reviewing import decision, desk, preview, seen

OFFICERS = 4

pytestmark = pytest.mark.django_db(transaction=True)


def officer_of(number: int) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(f"officer{number}", f"officer{number}@example.org", "kalyna"))
    return client


def test_one_decision_is_made_and_the_others_are_told(poll: Poll) -> None:
    burst(poll, 6)
    values = decision(domain="burst.example")
    clients, start = [officer_of(number) for number in range(OFFICERS)], Barrier(OFFICERS)
    values["seen"] = seen(preview(clients[0], poll, values))
    said: list[str] = []

    def work(client: Client) -> None:
        start.wait()
        response = client.post(desk(poll), values)
        said.extend([*map(str, get_messages(response.wsgi_request)), response.content.decode()])
        connection.close()

    threads = [Thread(target=work, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("Готово. Кількість і причину" in words for words in said) == 1
    late = ("Тим часом голоси змінилися", "Зараз таких голосів немає")
    assert sum(any(words in answer for words in late) for answer in said) == OFFICERS - 1
    assert PollEvent.objects.filter(kind="invalidated", votes=6).count() == 1
    assert Vote.objects.filter(state="invalidated").count() == 6
