"""Who looks after a page: where the first answer comes from, and how a review moves the day on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Page, get_page_models
from wagtail.signals import page_published

from community.core.local_time import local_day, today
from community.core.models import BasePage, PageStewardship

# What Wagtail's log calls it.
REVIEWED = "community.page_reviewed"
# For a page that had no term of its own when somebody reviewed it.
USUAL_TERM = timedelta(days=365)
BATCH = 500


@receiver(page_published)
def stewardship_begin(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """With its first publication a page gets whoever created it and a day of review, where nobody chose others."""
    if not isinstance(instance, BasePage) or instance.review_after is None or instance.alias_of_id:
        return
    first = {"steward_id": instance.owner_id, "review_on": today() + instance.review_after}
    kept, made = PageStewardship.objects.get_or_create(page_id=instance.pk, defaults=first)
    # Later on an empty day means that somebody emptied it.
    if not made and instance.first_published_at == instance.last_published_at:
        kept.steward_id = kept.steward_id or first["steward_id"]
        kept.review_on = kept.review_on or first["review_on"]
        kept.save()


def stewardships_complete() -> int:
    """Give a row to published pages that came past the editor: imports, copies, and pages older than this feature."""
    made = PageStewardship.objects.bulk_create(_missing(), batch_size=BATCH, ignore_conflicts=True)
    return len(made)


def _missing() -> Iterator[PageStewardship]:
    for model in get_page_models():
        if issubclass(model, BasePage) and model.review_after:
            pages = model.objects.live().filter(stewardship=None, alias_of=None)
            for page in pages.only("owner_id", "last_published_at", "first_published_at"):
                moment = page.last_published_at or page.first_published_at
                day = (local_day(moment) if moment else today()) + model.review_after
                yield PageStewardship(page_id=page.pk, steward_id=page.owner_id, review_on=day)


@transaction.atomic
def page_review(*, page: Page, user: AbstractBaseUser | AnonymousUser) -> date:
    """Write down that ``user`` has read the page and found it right; the new day of review comes back."""
    day: date = today() + (getattr(page.specific_class, "review_after", None) or USUAL_TERM)
    PageStewardship.objects.update_or_create(
        page_id=page.pk,
        defaults={"review_on": day},
        create_defaults={"review_on": day, "steward_id": page.owner_id},
    )
    log(instance=page.specific, action=REVIEWED, user=user, data={"next": day.isoformat()})
    return day
