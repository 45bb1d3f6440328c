"""What of the site's pages needs care, as far as somebody may mend it."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from community.core.models import CommunityImage, PageStewardship
from home.models.care import BrokenLink

Somebody = AbstractBaseUser | AnonymousUser


def pages_to_review(user: Somebody) -> "QuerySet[Any]":
    """Those past their day of review that ``user`` answers for, or may publish, the longest waiting first."""
    theirs = Q(steward=user.pk) | Q(page__in=_pages(user, "publish"))
    return PageStewardship.objects.due().filter(theirs).order_by("review_on", "page__title")


def broken_links(user: Somebody) -> "QuerySet[BrokenLink]":
    """The lines of the last report on pages that ``user`` may change."""
    return BrokenLink.objects.filter(page__in=_pages(user, "change"), page__live=True)


def pictures_without_words(user: Somebody) -> "QuerySet[CommunityImage]":
    """Pictures of published pages that the library does not describe, as far as ``user`` may describe them."""
    theirs: QuerySet[CommunityImage] = policy_registry.get_by_type(CommunityImage).instances_user_has_permission_for(
        user, "change"
    )
    return theirs.filter(pk__in=_shown(theirs.filter(description=""))).order_by("title", "pk")


def _shown(pictures: "QuerySet[CommunityImage]") -> set[int]:
    """Those of ``pictures`` that stand on published pages; by two indexes, without reading the tree."""
    uses = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(CommunityImage),
        to_object_id__in=pictures.annotate(key=Cast("pk", CharField())).values("key"),
    )
    pairs = {(int(page), int(picture)) for page, picture in uses.values_list("object_id", "to_object_id")}
    live = set(Page.objects.live().filter(pk__in={page for page, _picture in pairs}).values_list("pk", flat=True))
    return {picture for page, picture in pairs if page in live}


def cares_for_pages(user: Somebody) -> bool:
    """Whether the reports may hold anything for ``user``: who edits pages, or answers for one.

    Kept with the person for the request, as Wagtail keeps permissions: the menu asks for each of its lines.
    """
    answer: bool | None = getattr(user, "_cares_for_pages", None)
    if answer is None:
        answer = policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "change", "publish"]) or (
            PageStewardship.objects.filter(steward=user.pk).exists()
        )
        setattr(user, "_cares_for_pages", answer)  # noqa: B010 - no attribute of the model
    return answer


def _pages(user: Somebody, action: str) -> "QuerySet[Page]":
    pages: QuerySet[Page] = (
        policy_registry.get_by_type(Page).instances_user_has_permission_for(user, action).values("pk")
    )
    return pages
