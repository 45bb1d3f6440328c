"""The coat of arms of the invented community: a silver ford under a golden sun, an ear of wheat below."""

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from community.demo.pictures.palette import Colour

SIZE, SMOOTH = 480, 3
AZURE: Colour = (24, 82, 150)
GOLD: Colour = (240, 190, 50)
SILVER: Colour = (240, 244, 248)
GREEN: Colour = (36, 112, 72)
Points = Sequence[tuple[float, float]]


def _scaled(points: Points) -> Points:
    return [(x * SMOOTH, y * SMOOTH) for x, y in points]


def _shield(inset: float) -> Points:
    left, right, top, turn, foot = 50 + inset, 430 - inset, 18 + inset, 290, 466 - inset * 1.15
    curve = [math.pi * step / 48 for step in range(25)]
    half = (right - left) / 2
    down = [(240 + half * math.cos(a), turn + (foot - turn) * math.sin(a) ** 0.9) for a in curve]
    up = [(480 - x, y) for x, y in reversed(down)]
    return [(left, top), (right, top), *down, *up]


def _wave(top: float, thickness: float) -> Points:
    line = [(x, top + 12 * math.sin(x / 380 * math.tau * 2.5)) for x in range(0, SIZE + 1, 4)]
    return [*line, *[(x, y + thickness) for x, y in reversed(line)]]


def _sun(draw: ImageDraw.ImageDraw) -> None:
    for ray in range(16):
        angle = ray / 16 * math.tau
        length = 78 if ray % 2 == 0 else 66
        tip = (240 + length * math.sin(angle), 128 - length * math.cos(angle))
        sides = [(240 + 46 * math.sin(angle + d), 128 - 46 * math.cos(angle + d)) for d in (-0.14, 0.14)]
        draw.polygon(_scaled([tip, *sides]), fill=GOLD)
    draw.ellipse([(240 - 42) * SMOOTH, 86 * SMOOTH, 282 * SMOOTH, 170 * SMOOTH], fill=GOLD)


def _ear(draw: ImageDraw.ImageDraw) -> None:
    draw.line(_scaled([(240, 452), (240, 318)]), fill=GOLD, width=5 * SMOOTH)
    for row in range(5):
        y = 420 - row * 21
        for side in (-1, 1):
            grain = [
                (240 + side * 3, y),
                (240 + side * 27, y - 13),
                (240 + side * 22, y - 33),
                (240 + side * 4, y - 17),
            ]
            draw.polygon(_scaled(grain), fill=GOLD)
    draw.polygon(_scaled([(240, 282), (250, 304), (240, 322), (230, 304)]), fill=GOLD)


def paint_arms() -> bytes:
    """The coat of arms as a PNG with a transparent ground."""
    size = (SIZE * SMOOTH, SIZE * SMOOTH)
    field = Image.new("RGB", size, AZURE)
    draw = ImageDraw.Draw(field)
    draw.rectangle([0, 270 * SMOOTH, *size], fill=GREEN)
    _sun(draw)
    draw.polygon(_scaled(_wave(216, 56)), fill=SILVER)
    draw.polygon(_scaled(_wave(232, 9)), fill=AZURE)
    draw.polygon(_scaled(_wave(250, 7)), fill=AZURE)
    _ear(draw)
    arms = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(arms).polygon(_scaled(_shield(0)), fill=(*GOLD, 255))
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(_scaled(_shield(10)), fill=255)
    arms.paste(field, (0, 0), mask)
    buffer = BytesIO()
    arms.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
