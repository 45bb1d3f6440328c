"""A canvas of 1200 × 750 units, painted twice as large so that edges come out smooth."""

import math
import random
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from community.demo.pictures.palette import PALETTES, Colour, mix

WIDTH, HEIGHT, SCALE = 1200, 750, 2
Point = tuple[float, float]


class Canvas:
    """Flat shapes, gradients and light; the same seed always gives the same picture."""

    def __init__(self, palette: str, seed: int) -> None:
        self.palette = PALETTES[palette]
        self.random = random.Random(seed)  # noqa: S311 - a picture must be repeatable, not secret
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.draw = ImageDraw.Draw(self.image)

    def jpeg(self) -> bytes:
        """The finished picture, small enough for a weak line."""
        buffer = BytesIO()
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        small.save(buffer, "JPEG", quality=84, optimize=True, progressive=True)
        return buffer.getvalue()

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def rectangle(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        box = (x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE)
        self.draw.rounded_rectangle(box, radius * SCALE, fill=colour)

    def ellipse(self, x: float, y: float, horizontal: float, vertical: float, colour: Colour) -> None:
        box = ((x - horizontal) * SCALE, (y - vertical) * SCALE, (x + horizontal) * SCALE, (y + vertical) * SCALE)
        self.draw.ellipse(box, fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def gradient(self, points: Sequence[Point], upper: Colour, lower: Colour) -> None:
        """Fill a shape with a vertical gradient over its own height."""
        scaled = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
        top, bottom = min(y for _, y in scaled), max(y for _, y in scaled) + 1
        left, right = min(x for x, _ in scaled), max(x for x, _ in scaled) + 1
        size = (right - left, bottom - top)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in scaled], fill=255)
        shades = ImageOps.colorize(Image.linear_gradient("L"), upper, lower).resize(size)
        self.image.paste(shades, (left, top), mask)

    def sky(self, horizon: float = HEIGHT) -> None:
        palette = self.palette
        self.gradient([(0, 0), (WIDTH, 0), (WIDTH, horizon), (0, horizon)], palette.sky_top, palette.sky_low)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.6) -> None:
        """Soft light around a point."""
        size = round(radius * 2 * SCALE)
        mask = Image.radial_gradient("L").resize((size, size))
        mask = mask.point(lambda value: round(max(0, 1 - value / 181) ** 2 * 255 * strength))
        self.image.paste(colour, (round((x - radius) * SCALE), round((y - radius) * SCALE)), mask)

    def sun(self, x: float, y: float, radius: float) -> None:
        self.glow(x, y, radius * 6, self.palette.sun, 0.75)
        self.ellipse(x, y, radius, radius, mix(self.palette.sun, (255, 255, 255), 0.4))

    def clouds(self, count: int, low: float = 60, high: float = 220) -> None:
        """Flat-bottomed clouds, blended into the sky."""
        layer = Image.new("L", (WIDTH, HEIGHT), 0)
        draw = ImageDraw.Draw(layer)
        for _ in range(count):
            x, y, size = self.random.uniform(0, WIDTH), self.random.uniform(low, high), self.random.uniform(26, 46)
            shade = self.random.randint(110, 190)
            for step in range(-2, 3):
                radius = size * (1 - abs(step) * 0.26)
                left, right = x + step * size * 0.9 - radius, x + step * size * 0.9 + radius
                draw.pieslice((left, y - radius, right, y + radius), 180, 360, fill=shade)
        layer = layer.filter(ImageFilter.GaussianBlur(1.2)).resize(self.image.size)
        self.image.paste(mix(self.palette.sky_low, (255, 255, 255), 0.7), (0, 0), layer)

    def ridge(self, base: float, swing: float, waves: float = 1.6) -> list[Point]:
        """A rolling line from edge to edge."""
        phases = [self.random.uniform(0, math.tau) for _ in range(3)]
        parts = ((1.0, waves), (0.45, waves * 2.3), (0.18, waves * 5.1))
        return [
            (
                x,
                base
                + swing
                * sum(
                    share * math.sin(phase + x / WIDTH * math.tau * rate)
                    for (share, rate), phase in zip(parts, phases, strict=True)
                ),
            )
            for x in range(0, WIDTH + 1, 8)
        ]

    def hills(self, base: float, swing: float, upper: Colour, lower: Colour, waves: float = 1.6) -> list[Point]:
        """Paint land below a ridge, and give the ridge for what stands on it."""
        line = self.ridge(base, swing, waves)
        self.gradient([*line, (WIDTH, HEIGHT), (0, HEIGHT)], upper, lower)
        return line

    def distance(self, start: float, layers: int = 3, step: float = 46, swing: float = 26) -> None:
        """Hills fading into haze."""
        palette = self.palette
        for layer in range(layers):
            shade = mix(mix(palette.far, palette.sky_low, 0.35), palette.near, layer / (layers + 1.6))
            self.hills(start + layer * step, swing, mix(shade, palette.sky_low, 0.22), shade, 1.1 + layer * 0.5)
