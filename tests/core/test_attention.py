"""What waits for whom stands on the first screen after signing in."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.messaging.models import Channel, Message, State
from community.messaging.services import message_enqueue
from tests.engagement.petitions.builders import submitted_petition


def panel(client: Client) -> str:
    page = " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())
    return page.partition("Що потребує уваги")[2].partition("</section>")[0]


def fail_a_message() -> None:
    message = message_enqueue(
        channel=Channel.EMAIL, template="petition_counts_differ", recipient="o@example.org", context={"titles": []}
    )
    Message.objects.filter(pk=message.pk).update(state=State.FAILED, next_attempt_at=None)


def test_the_desk_sees_its_queues_and_goes_there(officer: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        submitted_petition()
    submitted_petition()
    seen = panel(officer)
    assert "Петиції, строк яких минув: 1" in seen
    assert "Петиції, що чекають на модерацію: 2" in seen
    assert seen.index("Терміново") < seen.index("строк яких минув") < seen.index("чекають на модерацію")
    assert f"{reverse('petition_desk:list')}?queue=overdue" in seen


def test_messages_that_failed_reach_administrators_only(administrator: Client, officer: Client) -> None:
    fail_a_message()
    assert "Повідомлення за останній тиждень, які не вдалося надіслати: 1" in panel(administrator)
    assert "не вдалося надіслати" not in panel(officer)


def test_who_has_nothing_to_do_is_told_so(author: Client) -> None:
    submitted_petition()
    fail_a_message()
    assert "Зараз на вас нічого не чекає." in panel(author)
