"""The hours of the day and the seasons the demo's pictures are painted in."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


def rgb(code: str) -> Colour:
    """Read ``#rrggbb``."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour ``share`` of the way from ``first`` to ``second``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Palette:
    """One light: sky from ``sky_top`` to ``sky_low``, land from hazy ``far`` to deep ``near``."""

    sky_top: Colour
    sky_low: Colour
    sun: Colour
    far: Colour
    near: Colour
    field: Colour
    water: Colour
    leaf: Colour
    accent: Colour
    shadow: Colour


def _palette(*codes: str) -> Palette:
    return Palette(*(rgb(code) for code in codes))


PALETTES = {
    "morning": _palette(
        "#7fb2d6", "#fde6cf", "#fff3d6", "#a9c3c4", "#2f6d5a", "#e3c066", "#8fc0d4", "#3f7f5c", "#d9694f", "#21443f"
    ),
    "day": _palette(
        "#3f8fcf", "#dff0f5", "#fff6dc", "#9cc3bf", "#2e7a4f", "#f0c648", "#5fa8cf", "#3d8a50", "#d8573f", "#1f4a3c"
    ),
    "evening": _palette(
        "#37467f", "#f7b57c", "#ffe2ac", "#8a7fa3", "#2a3f57", "#d99a4e", "#7d86b4", "#35526a", "#e2704b", "#1c2a42"
    ),
    "autumn": _palette(
        "#7fa6bf", "#f8e3bf", "#fff0cc", "#b9ad98", "#7a5a35", "#dba440", "#86abb5", "#b8692f", "#b8402f", "#4a3426"
    ),
    "winter": _palette(
        "#8fb0cf", "#f6e6e2", "#fffaf0", "#b7c8d8", "#e8eff5", "#f4f7fa", "#a9c8dc", "#5f7f88", "#c8553f", "#3c546b"
    ),
}
