from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from community.core.models import PageStewardship


def may_review(user: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """Whether ``user`` may say that a published page is right: whoever may edit it or answers for it."""
    if not page.live:
        return False
    may_edit: bool = page.permissions_for_user(user).can_edit()
    return may_edit or PageStewardship.objects.filter(page=page.pk, steward=user.pk).exists()
