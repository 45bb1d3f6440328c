"""Colours as WCAG 2.1 sees them: contrast ratios, and the shades of a community's one brand colour."""

import colorsys
import re

HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")
WHITE = "#ffffff"
INK = "#16202b"
DARK_SURFACE = "#17202a"
MIN_TEXT_CONTRAST = 4.5
# In the dark the colour is a link among light text: as legible there as the default palette's.
MIN_DARK_CONTRAST = 7.0


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_ratio(first: str, second: str) -> float:
    """How far two ``#rrggbb`` colours stand apart, 1 to 21 (WCAG 2.1, success criterion 1.4.3)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _from_hls(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colorsys.hls_to_rgb(hue, lightness, saturation))


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 to 1) of ``other`` in it."""
    channels = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def lightened_until(colour: str, *, ground: str, ratio: float) -> str:
    """The first of ever lighter tints of ``colour``, as vivid as it is, that keeps ``ratio`` on the dark ``ground``."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    tints = (_from_hls(hue, lightness + (1 - lightness) * step / 40, saturation) for step in range(40))
    return next((tint for tint in tints if contrast_ratio(tint, ground) >= ratio), WHITE)


def brand_palette(brand: str) -> dict[str, dict[str, str]]:
    """Custom properties for light and dark made from one brand colour that is legible on white."""
    dark = lightened_until(brand, ground=DARK_SURFACE, ratio=MIN_DARK_CONTRAST)
    return {
        "light": {
            "--primary": brand,
            "--primary-strong": mix(brand, "#000000", 0.25),
            "--primary-soft": mix(brand, WHITE, 0.9),
            "--on-primary": WHITE,
            "--brand": brand,
        },
        "dark": {
            "--primary": dark,
            "--primary-strong": mix(dark, WHITE, 0.35),
            "--primary-soft": mix(dark, DARK_SURFACE, 0.85),
            "--on-primary": INK,
        },
    }
