"""Several workers send the letters of one morning."""

import pytest

from community.messaging.models import Message
from news.models import DigestSending, NewsIndexPage, NewsSubscription
from tests.news.builders import make_article
from tests.news.digest.builders import DIGEST, at, december, letters, november, publish, subscribed
from tests.services.own_processes import counted, run_together

SUBSCRIBERS = 30
PROCESSES = 2
MODULE = "tests.news.digest.sending_process"

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.processes]


def test_each_subscriber_gets_one_letter_from_whichever_worker(news_index: NewsIndexPage) -> None:
    with at(november(30, 9)):
        for number in range(SUBSCRIBERS):
            subscribed(f"r{number}@example.com")
        Message.objects.all().delete()
    with at(november(30, 12)):
        publish(make_article(news_index, title="Школу відкрито", live=False))
    answers = run_together(MODULE, *[[december(1, 7).isoformat()]] * PROCESSES)
    assert counted(answers) == {"subscribers": SUBSCRIBERS}
    assert len({letter.recipient for letter in letters(DIGEST)}) == len(letters(DIGEST)) == SUBSCRIBERS
    assert DigestSending.objects.get().letters == SUBSCRIBERS
    assert set(NewsSubscription.objects.values_list("seen_until", flat=True)) == {december(1, 6, 45)}
