"""Reads of petitions that join several models; what the public sees of them, and nothing else."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.accounts.models import User
from community.core.page_cache.values import kept_value
from engagement.models import Petition, PetitionDeed, PetitionSettings, RefusalGround, Signature
from engagement.models.petition import PetitionQuerySet
from engagement.models.petition_states import AnswerState
from engagement.petitions.search import search_petitions

PETITIONS_PER_PAGE = 20
SIGNERS_PER_PAGE = 100
SEARCH_LENGTH = 200
# So many signatures are counted in no time.
NUMBERED_FROM = 1000
NUMBERED_FOR = 60


class ListFilter(models.TextChoices):
    """What the list can be narrowed to; the names are those of ``PetitionQuerySet``."""

    COLLECTING = "collecting", _("Collecting signatures")
    UNDER_REVIEW = "under_review", pgettext_lazy("petitions", "Under review")
    ANSWERED = "answered", pgettext_lazy("petitions", "Answered")
    NOT_SUPPORTED = "not_supported", _("Without enough signatures")


@dataclass(frozen=True)
class Refusals:
    """How many petitions were refused on a ground; never which."""

    ground: str
    number: int


@dataclass(frozen=True)
class SignersPage:
    """Some signatures, the newest first, and the key after which the next page begins."""

    signatures: list[Signature]
    next_key: int | None


def petitions_page(*, chosen: ListFilter | None, words: str, number: str) -> ListPage[Petition]:
    """A page of the public list, the newest first."""
    petitions: PetitionQuerySet = Petition.objects.published().select_related("count")
    if chosen:
        petitions = getattr(petitions, chosen.value)()
    return Paginator(search_petitions(petitions, words), PETITIONS_PER_PAGE).get_page(number)


def words_clean(raw: str) -> str:
    """What was typed, as the database can take it."""
    return " ".join(raw.replace("\x00", " ").split())[:SEARCH_LENGTH]


def refusals_by_ground() -> list[Refusals]:
    """Numbers of refused petitions for each ground that was used."""
    grounds = RefusalGround.objects.annotate(number=Count("petitions")).filter(number__gt=0)
    return [Refusals(ground.title, ground.number) for ground in grounds]


def deeds_of(petition: Petition) -> list[PetitionDeed]:
    """What was done after the answer, the newest first."""
    if petition.answer != AnswerState.ANSWERED:
        return []
    return list(petition.deeds.select_related("document"))


def signers_page(petition: Petition, *, before: int | None) -> SignersPage:
    """Names by key rather than by offset, so that the last page costs what the first does."""
    signatures = petition.signatures.valid().only("pk", "full_name", "signed_at").order_by("-pk")
    if before is not None:
        signatures = signatures.filter(pk__lt=before)
    found = list(signatures[: SIGNERS_PER_PAGE + 1])
    shown = found[:SIGNERS_PER_PAGE]
    return SignersPage(shown, shown[-1].pk if len(found) > SIGNERS_PER_PAGE else None)


def last_signature(petition: Petition, signer: User) -> Signature | None:
    """The newest signature of ``signer``, whatever became of it."""
    return petition.signatures.filter(signer=signer).first()


def statute_now() -> PetitionSettings:
    """The statute's figures for a page: read again once they change."""
    return kept_value("petition-statute", PetitionSettings.load)


def signature_number(signature: Signature) -> int:
    """Which one among those that count this signature is, beginning with 1.

    Of a large petition the first ones are counted once a minute: who signs next pays for what came since.
    """
    valid = Signature.objects.valid().filter(petition=signature.petition_id, pk__lte=signature.pk).order_by()
    key = f"signatures-numbered:{signature.petition_id}"
    last, numbered = cache.get(key, (0, 0))
    if 0 < last <= signature.pk:
        return int(numbered) + valid.filter(pk__gt=last).count()
    number = valid.count()
    if number >= NUMBERED_FROM and not last:
        cache.set(key, (signature.pk, number), NUMBERED_FOR)
    return number


def names_public_until(petition: Petition, statute: PetitionSettings) -> date:
    """The last day on which signers' names are shown."""
    day = timezone.localdate(petition.published_at)
    year = day.year + statute.retention_years
    # A year on from 29 February is mostly the 28th.
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
