"""Small lists of staff that every question reads: a change is seen at once, in other processes within a minute."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from search.models import Promotion, Synonym

SECONDS = 60
# So much of each list one question reads.
READ = 500
_SYNONYMS, _PROMOTIONS = "search-synonyms", "search-promotions"
_KEYS = {Synonym: _SYNONYMS, Promotion: _PROMOTIONS}


def synonym_texts() -> Sequence[str]:
    """The words of every group of synonyms."""
    return cache.get_or_set(_SYNONYMS, _synonyms, SECONDS) or ()


def promotion_words() -> Sequence[tuple[int, str]]:
    """The keys and the words of recommended results."""
    return cache.get_or_set(_PROMOTIONS, _promotions, SECONDS) or ()


def _synonyms() -> list[str]:
    return list(Synonym.objects.values_list("words", flat=True)[:READ])


def _promotions() -> list[tuple[int, str]]:
    return list(Promotion.objects.values_list("pk", "words")[:READ])


@receiver(post_save, sender=Synonym)
@receiver(post_save, sender=Promotion)
@receiver(post_delete, sender=Synonym)
@receiver(post_delete, sender=Promotion)
def forget(sender: type[Any], **kwargs: Any) -> None:
    """Read the list anew; also within the transaction, for whoever goes on in it."""
    cache.delete(_KEYS[sender])
    transaction.on_commit(partial(cache.delete, _KEYS[sender]))
