"""The letters of a morning, some hundreds at a time."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.core.local_time import KYIV, today
from community.messaging.models import Message
from community.messaging.services import messages_enqueue
from news.digest.letters import digest_letter
from news.digest.selectors import new_pages, pages_for
from news.models import DigestSending, NewsSubscription

# Letters tell of what was public by then. They leave a quarter of an hour later, so that no page which was being
# published at that moment falls between two letters.
CLOSING = time(6, 45)
# After a long outage nobody gets more than the news of two weeks.
REACH = timedelta(days=15)
# Subscribers looked after in one go, so that thousands of letters do not keep a code of six digits waiting.
PORTION = 300


@transaction.atomic
def digests_send() -> int:
    """Write the next letters of this morning; return how many subscribers were looked after.

    ``seen_until`` and the letter are one transaction: a crash leaves both or neither, and two workers share.
    """
    day = today()
    until = datetime.combine(day, CLOSING, tzinfo=KYIV)
    if timezone.now() < until:
        return 0
    due = NewsSubscription.objects.due(day).select_for_update(of=("self",), skip_locked=True)
    portion = list(due.order_by("seen_until", "pk").prefetch_related("categories")[:PORTION])
    if portion:
        _letters_write(portion, day, until)
        NewsSubscription.objects.filter(pk__in=[one.pk for one in portion]).update(seen_until=until)
    return len(portion)


def _letters_write(portion: list[NewsSubscription], day: date, until: datetime) -> None:
    """One letter to each for whom there is news."""
    earliest = until - REACH
    begins = {one.pk: max(one.seen_until or until, earliest) for one in portion}
    pages = new_pages(min(begins.values()), until)
    letters: list[Message] = []
    counts: Counter[str] = Counter()
    for one in portion:
        if told := pages_for(one, pages, begins[one.pk], until):
            letters.append(digest_letter(one, told))
            counts[one.frequency] += 1
    messages_enqueue(messages=letters)
    for frequency, number in counts.items():
        _count(day, frequency, number)


def _count(day: date, frequency: str, number: int) -> None:
    sending, _is_new = DigestSending.objects.get_or_create(day=day, frequency=frequency)
    DigestSending.objects.filter(pk=sending.pk).update(letters=F("letters") + number)
