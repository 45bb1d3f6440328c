"""The twelve ways to show a page. A cookie names one of eleven; anything else in it is the twelfth, the usual one."""

from collections.abc import Mapping
from itertools import product, starmap
from typing import NamedTuple

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

COOKIE: str = settings.READING_COOKIE_NAME


class Size(TextChoices):
    USUAL = "usual", _("Usual")
    LARGE = "large", _("Large, a quarter more")
    LARGEST = "largest", _("Very large, half as much again")


class Contrast(TextChoices):
    USUAL = "usual", _("Usual colours")
    HIGH = "high", _("High: black and white, every border and link drawn")


class Pace(TextChoices):
    USUAL = "usual", _("Usual spacing")
    CALM = "calm", _("Calm: more space between letters, words and lines, and nothing moves")


class Reading(NamedTuple):
    """One way to show a page."""

    size: Size = Size.USUAL
    contrast: Contrast = Contrast.USUAL
    pace: Pace = Pace.USUAL

    @property
    def words(self) -> str:
        """What differs from the usual, as the style sheets ask for it."""
        return " ".join(choice.value for choice in self if choice.value != "usual")

    @property
    def cookie(self) -> str:
        """The same as one word, fit for a cookie and for the key of a cached page."""
        return self.words.replace(" ", "-")

    @property
    def is_usual(self) -> bool:
        return self == USUAL

    @property
    def is_contrasty(self) -> bool:
        return self.contrast == Contrast.HIGH


USUAL = Reading()
WAYS = {way.cookie: way for way in starmap(Reading, product(Size, Contrast, Pace))}


def reading_in(cookies: Mapping[str, str]) -> Reading:
    """What the visitor chose; a value that this site would not have written is as good as none."""
    return WAYS.get(cookies.get(COOKIE, ""), USUAL)
