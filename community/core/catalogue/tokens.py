"""Colours, type and spacing as the style sheets have them, with contrasts worked out."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.colour import HEX_COLOUR, brand_palette, contrast_ratio

DARK = "prefers-color-scheme: dark"
TEXT, EDGE = "text", "edge"
LEAST = {TEXT: 4.5, EDGE: 3.0}
LEAST_HIGH = {TEXT: 7.0, EDGE: 4.5}

_RULE = re.compile(r"(?:@media \(([^)]+)\) \{\s*)?:root \{([^}]*)\}")
_DECLARATION = re.compile(r"--([\w-]+): ([^;]+);")
_REFERENCE = re.compile(r"var\(--([\w-]+)\)")

Declarations = dict[str, str]


class Pair(NamedTuple):
    """Two colours that meet on a page: words on a ground, or the edge of a control."""

    front: str
    ground: str
    kind: str = TEXT


PAIRS = [
    *[Pair(text, ground) for text in ("ink", "muted", "primary", "danger") for ground in ("surface", "canvas")],
    *[Pair(tone, f"{tone}-soft") for tone in ("positive", "warning", "danger")],
    *[Pair("ink", f"{tone}-soft") for tone in ("primary", "positive", "warning", "danger")],
    Pair("primary-strong", "primary-soft"),
    Pair("on-primary", "primary"),
    Pair("on-primary", "primary-strong"),
    Pair("on-deep", "deep"),
    Pair("on-deep-muted", "deep"),
    Pair("on-focus", "focus"),
    Pair("border", "surface", EDGE),
    Pair("border", "canvas", EDGE),
]
# Between things that stand apart anyway, so it counts only where every edge was asked for.
PAIRS_HIGH = [*PAIRS, Pair("line", "surface", EDGE), Pair("line", "canvas", EDGE)]


class Meeting(NamedTuple):
    """A pair with its colours and how far they stand apart."""

    pair: Pair
    front: str
    ground: str
    ratio: float
    least: float

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.least


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, by the names of their custom properties."""

    title: str | Promise
    colours: dict[str, str]
    high: bool

    @property
    def meetings(self) -> list[Meeting]:
        least = LEAST_HIGH if self.high else LEAST
        return [
            Meeting(pair, front, ground, contrast_ratio(front, ground), least[pair.kind])
            for pair in (PAIRS_HIGH if self.high else PAIRS)
            for front, ground in [(self.colours[pair.front], self.colours[pair.ground])]
        ]


class Step(NamedTuple):
    """A step of a scale: on phones and on wide screens."""

    name: str
    narrow: str
    wide: str


def palettes(brand: str = "") -> list[Palette]:
    """Light, dark and both in high contrast; ``brand`` dresses the first two, as /theme.css does."""
    usual, contrast = _declared("tokens"), _declared("contrast")
    own = _own_colours(brand)
    light = usual[""] | own["light"]
    dark = usual[""] | usual[DARK] | own["dark"]
    return [
        Palette(_("Light"), _colours(light), high=False),
        Palette(_("Dark"), _colours(dark), high=False),
        Palette(_("Light, high contrast"), _colours(light | contrast[""]), high=True),
        Palette(_("Dark, high contrast"), _colours(dark | contrast[""] | contrast[DARK]), high=True),
    ]


def scale(prefix: str) -> list[Step]:
    """The lengths whose names begin with ``prefix``."""
    declared = _declared("tokens")
    wide = next(values for media, values in declared.items() if media.startswith("min-width"))
    return [Step(name, value, wide.get(name, value)) for name, value in declared[""].items() if name.startswith(prefix)]


def _declared(sheet: str) -> dict[str, Declarations]:
    """The custom properties of a style sheet, by the media they are for; ``""`` for all."""
    path = finders.find(f"community/css/{sheet}.css")
    text = Path(str(path)).read_text(encoding="utf-8")
    return {media: dict(_DECLARATION.findall(body)) for media, body in _RULE.findall(text)}


def _own_colours(brand: str) -> dict[str, Declarations]:
    if not HEX_COLOUR.fullmatch(brand):
        return {"light": {}, "dark": {}}
    return {
        theme: {name.removeprefix("--"): value for name, value in values.items()}
        for theme, values in brand_palette(brand).items()
    }


def _colours(declared: Declarations) -> dict[str, str]:
    found = {name: _long(_value(name, declared)) for name in declared}
    return {name: colour for name, colour in found.items() if HEX_COLOUR.fullmatch(colour)}


def _value(name: str, declared: Declarations) -> str:
    """What a property comes down to, through those it refers to."""
    reference = _REFERENCE.fullmatch(declared[name])
    return _value(reference[1], declared) if reference else declared[name]


def _long(colour: str) -> str:
    short = re.fullmatch(r"#([0-9a-f]{3})", colour)
    return "#" + "".join(2 * digit for digit in short[1]) if short else colour
