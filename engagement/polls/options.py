"""The answers of a poll as people see them: with their pictures, in one order or in an order of their own."""

import random
import re
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from community.core.media.renditions import with_renditions
from engagement.models import Poll, PollOption
from engagement.models.poll import OptionsOrder

SEED = re.compile(r"[0-9a-f]{16}")


def options_pictured() -> QuerySet[PollOption]:
    """Answers with what their pictures need, in two queries however many there are."""
    return PollOption.objects.select_related("picture").prefetch_related(with_renditions("picture", "option"))


def with_options() -> "Prefetch[Any]":
    """For ``prefetch_related`` of polls."""
    return Prefetch("options", queryset=options_pictured())


def options_shown(poll: Poll) -> list[PollOption]:
    """The answers in the poll's own order; those of a draft or a preview as they were typed."""
    if poll.pk and not poll.options.is_deferring:
        prefetch_related_objects([poll], with_options())
    return list(poll.options.all())


def seed_make() -> str:
    """A new order for one visitor."""
    return secrets.token_hex(8)


def seed_clean(raw: str) -> str:
    """The seed a form brings back; nonsense begins a new order."""
    return raw if SEED.fullmatch(raw) else seed_make()


def options_ordered(poll: Poll, options: Iterable[PollOption], seed: str) -> Sequence[PollOption]:
    """In the order ``seed`` stands for, each order as likely as any other, where the poll is shuffled."""
    ordered = list(options)
    if poll.options_order == OptionsOrder.SHUFFLED:
        random.Random(f"{poll.pk}:{seed}").shuffle(ordered)  # noqa: S311 - nothing secret: it must only be fair
    return ordered
