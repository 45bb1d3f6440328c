"""The answers of a poll as people see them: with their pictures, in one order or in an order of their own."""

import random
import re
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from wagtail.images import get_image_model

from engagement.models import Poll, PollOption
from engagement.models.poll import OptionsOrder

# The sizes templates/engagement/option_picture.html asks for.
PICTURE_SPECS = tuple(f"fill-{size}|format-{form}" for size in ("360x240", "720x480") for form in ("webp", "jpeg"))
SEED = re.compile(r"[0-9a-f]{16}")


def options_pictured() -> QuerySet[PollOption]:
    """Answers with what their pictures need, in two queries however many there are."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=PICTURE_SPECS)
    pictures = Prefetch("picture__renditions", queryset=renditions, to_attr="prefetched_renditions")
    return PollOption.objects.select_related("picture").prefetch_related(pictures)


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
