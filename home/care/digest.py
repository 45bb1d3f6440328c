from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from community.core.admin_host import admin_address
from community.core.local_time import day_text, today
from community.core.models import PageStewardship
from community.core.page_forms import staff
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from home.models.care import ReviewDigest

TEMPLATE = "pages_to_review"
# A letter is read to its end when it is short; the report has all of them.
PAGES_NAMED = 15
KEPT = timedelta(weeks=8)


def review_digests_send() -> None:
    """Write to each of the staff with pages past their day of review; once a week, however often this runs."""
    week = today() - timedelta(days=today().weekday())
    ReviewDigest.objects.filter(week__lt=week - KEPT).delete()
    told = ReviewDigest.objects.filter(week=week).values("person")
    waited_for = PageStewardship.objects.due().filter(steward__isnull=False).values("steward")
    for person in staff().filter(pk__in=waited_for).exclude(pk__in=told).exclude(email=""):
        _digest_send(person, week)


@transaction.atomic
def _digest_send(person: AbstractBaseUser, week: date) -> None:
    _digest, is_first = ReviewDigest.objects.get_or_create(person_id=person.pk, week=week)
    if not is_first:
        return
    due = PageStewardship.objects.due().filter(steward=person.pk).select_related("page").order_by("review_on", "pk")
    message_enqueue(
        channel=Channel.EMAIL,
        template=TEMPLATE,
        recipient=getattr(person, "email", ""),
        context={
            "count": due.count(),
            "pages": [
                {"title": care.page.title, "day": day_text(care.review_on), "link": care.page.full_url or ""}
                for care in due[:PAGES_NAMED]
            ],
            "link": admin_address(f"{reverse('care:review')}?mine=1"),
        },
        about=f"pages to review {week.isoformat()}",
    )
