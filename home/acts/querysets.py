from collections.abc import Iterable
from typing import NamedTuple, Self

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import ExtractMonth
from wagtail.models import Page, PageQuerySet

from community.core.page_access import public_only
from home.acts.choices import DRAFT_KINDS, effective_status


def facets_key(path: str) -> str:
    """Where the counts of the register at ``path`` of the tree are kept between changes."""
    return f"act-facets:{path}"


def facets_forget(path: str) -> None:
    """Count the register of the document at ``path`` anew, now and once others can see what has changed."""
    key = facets_key(path[: -Page.steplen])
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key))


class ActFacet(NamedTuple):
    """How many documents of one kind and state there are of one month."""

    kind: str
    status: str
    year: int
    month: int
    acts: int


class ActQuerySet(PageQuerySet):
    """Documents as lists need them."""

    def published(self) -> Self:
        """What anybody may read."""
        return public_only(self.live())

    def latest_first(self) -> Self:
        """In the order of the indexes of the model, so that the database need not sort."""
        return self.order_by("-listed_on", "-pk")

    def facets(self) -> list[ActFacet]:
        """Kinds, states, years, months and counts in one query."""
        groups = self.order_by().annotate(month=ExtractMonth("listed_on"))
        rows = groups.values_list("kind", "effective_status", "year", "month").annotate(count=Count("pk"))
        return [ActFacet(*row) for row in rows]

    def acting_on(self, act_pk: int) -> Self:
        """Documents that bear on one, each with its ``effect`` on it, the oldest first."""
        acting = self.filter(relations__other=act_pk).annotate(effect=F("relations__effect"))
        return acting.order_by("listed_on", "pk").defer_streamfields()

    def statuses_refresh(self, pks: Iterable[int]) -> None:
        """Let these documents stand as what is published about them says."""
        for act in self.filter(pk__in=set(pks)).defer_streamfields():
            status = effective_status(act.status, self.effects_on(act.pk))
            if status != act.effective_status:
                self.filter(pk=act.pk).update(effective_status=status)
                facets_forget(act.path)

    def effects_on(self, act_pk: int) -> set[str]:
        """What published documents do to this one; drafts do nothing yet."""
        acting = self.live().exclude(kind__in=DRAFT_KINDS).filter(relations__other=act_pk)
        return set(acting.order_by().values_list("relations__effect", flat=True))
