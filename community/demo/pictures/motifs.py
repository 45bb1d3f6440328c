"""What stands in the landscape: trees, houses, ears of wheat, reeds, people-sized things."""

import math

from community.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point
from community.demo.pictures.palette import Colour, mix

WHITE: Colour = (255, 255, 255)
WALL: Colour = (250, 246, 236)
WINDOW: Colour = (255, 214, 122)
GLASS: Colour = (158, 198, 222)


def tree(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A round tree lit from the left."""
    palette = canvas.palette
    leaf = mix(palette.leaf, palette.field, canvas.random.uniform(0, 0.22))
    canvas.rectangle(x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5, mix(palette.shadow, leaf, 0.25))
    canvas.ellipse(x, y - size * 0.85, size * 0.44, size * 0.52, mix(leaf, palette.shadow, 0.22))
    canvas.ellipse(x - size * 0.08, y - size * 0.9, size * 0.35, size * 0.43, leaf)
    canvas.ellipse(x - size * 0.16, y - size * 1.0, size * 0.19, size * 0.24, mix(leaf, palette.sky_low, 0.22))


def poplar(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A tall narrow poplar."""
    leaf = mix(canvas.palette.leaf, canvas.palette.shadow, canvas.random.uniform(0.05, 0.3))
    shape = [(x + math.sin(t / 12 * math.pi) ** 0.8 * size * 0.13, y - size * t / 12) for t in range(13)]
    mirror = [(2 * x - px, py) for px, py in reversed(shape)]
    canvas.polygon([*shape, *mirror], leaf)
    canvas.polygon([*[(x, py) for _, py in shape], *mirror], mix(leaf, canvas.palette.sky_low, 0.16))


def fir(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A fir of three tiers; white on its left side in winter light."""
    leaf = mix(canvas.palette.leaf, canvas.palette.shadow, canvas.random.uniform(0.1, 0.45))
    light = mix(leaf, canvas.palette.near, 0.35)
    for low, high, width in ((0.08, 0.55, 0.3), (0.3, 0.78, 0.24), (0.55, 1.0, 0.17)):
        left, right, top = (x - size * width, y - size * low), (x + size * width, y - size * low), (x, y - size * high)
        canvas.polygon([left, right, top], leaf)
        canvas.polygon([left, (x - size * width * 0.25, y - size * low), top], light)
    canvas.rectangle(x - size * 0.03, y - size * 0.08, size * 0.06, size * 0.08, canvas.palette.shadow)


def house(canvas: Canvas, x: float, y: float, size: float, roof: Colour | None = None) -> None:
    """A whitewashed house with a warm window; ``x, y`` is its lower left corner."""
    palette = canvas.palette
    roof = roof or mix(palette.accent, palette.shadow, canvas.random.uniform(0, 0.45))
    wall = mix(WALL, palette.sky_low, 0.12)
    height = size * 0.46
    canvas.rectangle(x, y - height, size, height, wall)
    canvas.rectangle(x + size * 0.62, y - height, size * 0.38, height, mix(wall, palette.shadow, 0.1))
    canvas.rectangle(x, y - size * 0.07, size, size * 0.07, mix(palette.water, palette.shadow, 0.25))
    canvas.rectangle(x + size * 0.72, y - size * 0.86, size * 0.09, size * 0.3, mix(roof, palette.shadow, 0.5))
    canvas.polygon(
        [
            (x - size * 0.1, y - height),
            (x + size * 1.1, y - height),
            (x + size * 0.9, y - size * 0.82),
            (x + size * 0.1, y - size * 0.82),
        ],
        roof,
    )
    for left in (0.12, 0.4):
        canvas.rectangle(x + size * left, y - size * 0.36, size * 0.16, size * 0.19, WINDOW)
        canvas.rectangle(x + size * (left + 0.073), y - size * 0.36, size * 0.014, size * 0.19, wall)
    canvas.rectangle(x + size * 0.74, y - size * 0.34, size * 0.14, size * 0.27, mix(palette.shadow, roof, 0.4))


def facade(canvas: Canvas, box: tuple[float, float, float, float], rows: int, columns: int, wall: Colour) -> None:
    """A public building's front: storeys of windows; ``box`` is left, top, width, height."""
    left, top, width, height = box
    canvas.gradient(
        [(left, top), (left + width, top), (left + width, top + height), (left, top + height)],
        mix(wall, WHITE, 0.35),
        mix(wall, canvas.palette.shadow, 0.08),
    )
    cell_w, cell_h = width / columns, height / rows
    for row in range(rows):
        for column in range(columns):
            lit = canvas.random.random() < 0.28
            glass = WINDOW if lit else mix(GLASS, canvas.palette.sky_top, 0.35)
            x, y = left + cell_w * (column + 0.24), top + cell_h * (row + 0.22)
            canvas.rectangle(x - 3, y - 3, cell_w * 0.52 + 6, cell_h * 0.56 + 6, mix(wall, WHITE, 0.7))
            canvas.rectangle(x, y, cell_w * 0.52, cell_h * 0.56, glass)
            canvas.rectangle(x + cell_w * 0.25, y, 3, cell_h * 0.56, mix(wall, WHITE, 0.7))


def flag(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The national flag on a pole."""
    canvas.rectangle(x - 2, y - size * 2.2, 4, size * 2.2, (120, 130, 140))
    for part, colour in enumerate(((22, 91, 170), (255, 213, 48))):
        top = y - size * 2.15 + part * size * 0.33
        wave = [(x + 2 + i * size / 8, top + math.sin(i / 8 * math.tau) * size * 0.035) for i in range(9)]
        canvas.polygon([*wave, *[(px, py + size * 0.34) for px, py in reversed(wave)]], colour)


def wheat(canvas: Canvas, top: float, step: float = 15) -> None:
    """A front row of ears from ``top`` to the lower edge."""
    palette = canvas.palette
    x = -10.0
    while x < WIDTH + 10:
        height = canvas.random.uniform(0.72, 1.0) * (HEIGHT - top)
        lean = canvas.random.uniform(-16, 22)
        tint = canvas.random.choice(((122, 74, 24), (150, 88, 30), palette.accent, WHITE))
        tone = mix(palette.field, tint, canvas.random.uniform(0.18, 0.42))
        head_x, head_y = x + lean, HEIGHT - height
        canvas.line([(x, HEIGHT + 4), (x + lean * 0.4, HEIGHT - height * 0.55), (head_x, head_y)], tone, 2)
        for grain in range(5):
            for side in (-1, 1):
                canvas.ellipse(head_x + side * 4, head_y - grain * 9, 4, 6.5, tone)
        canvas.line([(head_x, head_y - 36), (head_x + lean * 0.3, head_y - 66)], tone, 1)
        x += step * canvas.random.uniform(0.6, 1.3)


def reeds(canvas: Canvas, left: float, right: float, base: float, count: int) -> None:
    """Bulrushes on a bank."""
    for _ in range(count):
        x, height = canvas.random.uniform(left, right), canvas.random.uniform(60, 150)
        lean = canvas.random.uniform(-14, 14)
        tone = mix(canvas.palette.leaf, canvas.palette.shadow, canvas.random.uniform(0.1, 0.6))
        canvas.line([(x, base), (x + lean, base - height)], tone, 3)
        if canvas.random.random() < 0.4:
            canvas.line(
                [(x + lean, base - height), (x + lean * 1.15, base - height - 28)],
                mix(tone, canvas.palette.accent, 0.35),
                8,
            )


def river(canvas: Canvas, far: Point, bend: float, near: tuple[float, float], top: float) -> None:
    """Water that widens from ``far`` to the span ``near`` at the lower edge, with streaks of light."""
    palette = canvas.palette
    steps = 40
    left: list[Point] = []
    right: list[Point] = []
    for step in range(steps + 1):
        t = step / steps
        depth = t**2
        middle = far[0] + ((near[0] + near[1]) / 2 - far[0]) * depth + math.sin(t * math.pi * 1.5) * bend * (1 - t)
        half = 3 + (near[1] - near[0]) / 2 * t**2.2
        y = top + (HEIGHT - top) * t
        left.append((middle - half, y))
        right.append((middle + half, y))
    canvas.gradient([*left, *reversed(right)], mix(palette.water, palette.sky_low, 0.7), palette.water)
    for _ in range(46):
        step = canvas.random.randint(10, steps - 1)
        (x1, y), (x2, _y) = left[step], right[step]
        x, length = canvas.random.uniform(x1, x2), canvas.random.uniform(0.05, 0.16) * (x2 - x1)
        if x + length < x2:
            canvas.line([(x, y), (x + length, y)], mix(palette.water, WHITE, 0.45), 1.5)
