"""Community life: library, ornament, stadium, sun panels, feast, desk with figures."""

import math

from community.demo.pictures.canvas import HEIGHT, WIDTH, Canvas
from community.demo.pictures.motifs import WALL, WHITE, house, poplar, tree
from community.demo.pictures.palette import Colour, mix

BOOKS: tuple[Colour, ...] = (
    (44, 92, 138),
    (201, 82, 62),
    (226, 172, 66),
    (70, 128, 96),
    (118, 78, 122),
    (238, 224, 196),
    (58, 72, 96),
    (168, 112, 72),
)


def library(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    wood = mix((150, 104, 66), palette.shadow, 0.15)
    canvas.gradient(
        [(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], mix(WALL, palette.sky_low, 0.5), mix(wood, WALL, 0.55)
    )
    for shelf in range(3):
        top = -14 + shelf * 190
        canvas.rectangle(0, top, WIDTH, 160, mix(wood, palette.shadow, 0.55))
        canvas.rectangle(0, top + 156, WIDTH, 22, mix(wood, WHITE, 0.12))
        x = 12.0
        while x < WIDTH - 20:
            width, height = rng.uniform(20, 44), rng.uniform(92, 136)
            cover = mix(rng.choice(BOOKS), palette.sky_low, 0.08)
            if rng.random() < 0.09:
                canvas.polygon(
                    [(x, top + 156), (x + 26, top + 154), (x + 66, top + 154 - height), (x + 40, top + 152 - height)],
                    cover,
                )
                x += 76
                continue
            canvas.rectangle(x, top + 156 - height, width - 2, height, cover, 2)
            canvas.rectangle(x, top + 168 - height, width - 2, 5, mix(cover, WHITE, 0.55))
            canvas.rectangle(x + width - 6, top + 156 - height, 4, height, mix(cover, palette.shadow, 0.25))
            x += width + (rng.uniform(10, 60) if rng.random() < 0.07 else 0)
    canvas.gradient([(0, 600), (WIDTH, 600), (WIDTH, HEIGHT), (0, HEIGHT)], mix(wood, WHITE, 0.35), wood)
    canvas.glow(900, 470, 330, (255, 226, 160), 0.75)
    _open_book(canvas, 430, 640)
    _desk_lamp(canvas, 900, 650)


def _open_book(canvas: Canvas, x: float, y: float) -> None:
    page = (252, 247, 234)
    canvas.polygon(
        [(x - 236, y + 26), (x + 236, y + 26), (x + 214, y - 56), (x - 214, y - 56)],
        mix(canvas.palette.accent, (40, 30, 40), 0.3),
    )
    for side in (-1, 1):
        curve = [(x + side * t * 22, y + 14 - 17 * math.sin(t / 10 * math.pi) - (6 if t else 0)) for t in range(11)]
        upper = [(px - side * abs(px - x) * 0.09, py - 86) for px, py in reversed(curve)]
        canvas.polygon([*curve, *upper], mix(page, (210, 190, 160), 0.12 if side > 0 else 0.0))
        for row in range(5):
            start, end = x + side * 34, x + side * (188 - (row == 4) * 70)
            canvas.line(
                [(start, y - 64 + row * 15), ((start + end) / 2, y - 72 + row * 15), (end, y - 62 + row * 15)],
                (176, 160, 142),
                3,
            )


def _desk_lamp(canvas: Canvas, x: float, y: float) -> None:
    dark = mix(canvas.palette.shadow, (30, 40, 50), 0.4)
    canvas.ellipse(x, y, 66, 13, dark)
    canvas.line([(x, y), (x, y - 150)], dark, 9)
    canvas.polygon(
        [(x - 104, y - 140), (x + 104, y - 140), (x + 58, y - 226), (x - 58, y - 226)],
        mix(canvas.palette.leaf, dark, 0.3),
    )
    canvas.ellipse(x, y - 140, 104, 11, (255, 236, 184))


# One repeat of a cross-stitch border: rows of a diamond with branches, 1 red, 2 dark.
STITCHES = (
    "0000000100000000",
    "0000001110000000",
    "0020011211002000",
    "0222112021122200",
    "0021120202112000",
    "0211202120211200",
    "2112021112021120",
    "0211202120211200",
    "0021120202112000",
    "0222112021122200",
    "0020011211002000",
    "0000001110000000",
    "0000000100000000",
)


def ornament(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    linen = mix(WALL, palette.sky_low, 0.25)
    canvas.gradient(
        [(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], mix(linen, WHITE, 0.4), mix(linen, palette.far, 0.15)
    )
    red, dark = mix((178, 34, 40), palette.accent, rng.uniform(0, 0.4)), mix((32, 34, 44), palette.shadow, 0.4)
    cell = rng.choice((25, 30))
    _stitch_band(canvas, HEIGHT / 2 - 6.5 * cell, cell, red, dark)
    for row, colour in ((-9.5, dark), (-11.5, red), (8.5, dark), (10.5, red)):
        _running_stitch(canvas, HEIGHT / 2 + row * cell, cell, colour)


def _running_stitch(canvas: Canvas, top: float, cell: float, colour: Colour) -> None:
    for column in range(0, int(WIDTH / cell) + 1, 2):
        _stitch(canvas, column * cell, top, cell, colour)


def _stitch_band(canvas: Canvas, top: float, cell: float, red: Colour, dark: Colour) -> None:
    for column in range(int(WIDTH / cell) + 1):
        for row, stitches in enumerate(STITCHES):
            kind = stitches[column % len(stitches)]
            if kind != "0":
                _stitch(canvas, column * cell, top + row * cell, cell, red if kind == "1" else dark)


def _stitch(canvas: Canvas, x: float, y: float, cell: float, colour: Colour) -> None:
    canvas.line([(x + 2, y + 2), (x + cell - 2, y + cell - 2)], colour, cell * 0.26)
    canvas.line([(x + cell - 2, y + 2), (x + 2, y + cell - 2)], mix(colour, WHITE, 0.16), cell * 0.26)


def stadium(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(430)
    canvas.sun(rng.uniform(250, 950), 170, 38)
    canvas.clouds(5, 50, 180)
    canvas.distance(320, 2, 44, 22)
    for x in range(20, WIDTH, 62):
        tree(canvas, x + rng.uniform(-14, 14), 446, rng.uniform(70, 105))
    grass = mix((84, 158, 84), palette.leaf, 0.35)
    canvas.gradient(
        [(0, 440), (WIDTH, 440), (WIDTH, HEIGHT), (0, HEIGHT)],
        mix(palette.accent, WALL, 0.25),
        mix(palette.accent, palette.shadow, 0.1),
    )
    for lane in range(4):
        canvas.line(
            [
                (-60 - lane * 90, HEIGHT),
                (180 - lane * 44, 470 - lane * 7),
                (1020 + lane * 44, 470 - lane * 7),
                (1260 + lane * 90, HEIGHT),
            ],
            mix(WHITE, palette.accent, 0.15),
            3,
        )
    field = [(200, 482), (1000, 482), (1230, HEIGHT), (-30, HEIGHT)]
    canvas.gradient(field, mix(grass, palette.sky_low, 0.25), grass)
    for stripe in range(0, 8, 2):
        a, b = stripe / 8, (stripe + 1) / 8
        canvas.polygon(
            [(200 + 800 * a, 482), (200 + 800 * b, 482), (-30 + 1260 * b, HEIGHT), (-30 + 1260 * a, HEIGHT)],
            mix(grass, palette.shadow, 0.12),
        )
    canvas.line([(178, 506), (1022, 506)], WHITE, 3)
    canvas.line([(440, 506), (420, 566), (780, 566), (760, 506)], WHITE, 3)
    canvas.line([(530, 506), (530, 446), (670, 446), (670, 506)], WHITE, 6)
    for net in range(1, 9):
        canvas.line([(530 + net * 15.5, 448), (530 + net * 15.5, 504)], mix(WHITE, grass, 0.35), 1)
    _ball(canvas, rng.uniform(540, 660), 646)


def _ball(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse(x, y + 29, 30, 8, mix(canvas.palette.leaf, canvas.palette.shadow, 0.5))
    canvas.ellipse(x, y, 30, 30, WHITE)
    canvas.ellipse(x, y, 10, 10, (40, 48, 60))
    for point in range(5):
        angle = point / 5 * math.tau - 0.4
        canvas.ellipse(x + math.cos(angle) * 22, y + math.sin(angle) * 22, 5, 5, (40, 48, 60))


def sun_panels(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(480)
    canvas.sun(rng.uniform(760, 1020), 180, 50)
    canvas.clouds(4)
    canvas.distance(330, 3, 38, 22)
    canvas.hills(450, 6, mix(palette.field, palette.leaf, 0.35), mix(palette.leaf, palette.shadow, 0.1), 0.6)
    for x in (70, 250, 880, 1040):
        house(canvas, x, 470, rng.uniform(70, 90))
        poplar(canvas, x + 120, 474, rng.uniform(90, 140))
    blue = mix((32, 66, 118), palette.sky_top, 0.2)
    for row, (top, height, count) in enumerate(((490, 56, 7), (570, 80, 5), (680, 110, 4))):
        width = (WIDTH + 60) / count
        for panel in range(count + 1):
            _panel(canvas, panel * width - 40 - row * 46, top, width * 0.88, height, blue)


def _panel(canvas: Canvas, x: float, y: float, width: float, height: float, blue: Colour) -> None:
    tilt = height * 0.5
    canvas.rectangle(x + width * 0.48, y + height * 0.8, 8, height * 0.55, mix(canvas.palette.shadow, WHITE, 0.25))
    canvas.gradient(
        [(x + tilt, y), (x + width + tilt, y), (x + width, y + height), (x, y + height)], mix(blue, WHITE, 0.32), blue
    )
    for part in range(7):
        share = part / 6
        canvas.line([(x + tilt + width * share, y), (x + width * share, y + height)], mix(blue, WHITE, 0.6), 1.4)
    for part in range(4):
        share = part / 3
        shift = tilt * (1 - share)
        canvas.line(
            [(x + shift, y + height * share), (x + width + shift, y + height * share)], mix(blue, WHITE, 0.6), 1.4
        )


def feast(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(560)
    canvas.glow(600, 420, 520, palette.sun, 0.7)
    canvas.distance(380, 3, 44, 22)
    canvas.hills(540, 8, mix(palette.leaf, palette.field, 0.4), mix(palette.leaf, palette.shadow, 0.35), 0.7)
    for trunk in (90, 200, 1010, 1120):
        tree(canvas, trunk, 570, rng.uniform(150, 220))
    canvas.gradient(
        [(330, 330), (870, 330), (900, 556), (300, 556)],
        mix(palette.shadow, palette.accent, 0.15),
        mix(palette.shadow, palette.accent, 0.4),
    )
    canvas.polygon([(290, 336), (910, 336), (850, 262), (350, 262)], mix(palette.accent, WHITE, 0.1))
    for fold in range(0, 12, 2):
        canvas.polygon(
            [
                (350 + fold * 41.7, 262),
                (350 + (fold + 1) * 41.7, 262),
                (290 + (fold + 1) * 51.7, 336),
                (290 + fold * 51.7, 336),
            ],
            WALL,
        )
    canvas.rectangle(282, 548, 636, 30, mix((150, 104, 66), palette.shadow, 0.25), 3)
    for spot in (430, 600, 770):
        canvas.glow(spot, 430, 150, (255, 224, 150), 0.65)
    _bunting(canvas)
    for row in range(3):
        for place in range(25):
            x, y = place * 50 + row * 24 + rng.uniform(-8, 8), 668 + row * 36
            cloth = mix(rng.choice(BOOKS), palette.shadow, 0.25)
            canvas.ellipse(x, y + 44, 25, 34, cloth)
            canvas.ellipse(x, y, 13, 14, mix((236, 196, 164), palette.shadow, 0.18))
            canvas.ellipse(
                x, y - 5, 13.5, 11, mix(rng.choice(((72, 50, 40), (120, 84, 54), (44, 38, 40))), palette.shadow, 0.3)
            )


def _bunting(canvas: Canvas) -> None:
    for string, (drop, start) in enumerate(((120, 60), (150, 110))):
        line = [(x, start + drop * math.sin(x / WIDTH * math.pi)) for x in range(0, WIDTH + 1, 40)]
        canvas.line(line, canvas.palette.shadow, 2)
        for number, (x, y) in enumerate(line):
            canvas.polygon([(x - 15, y), (x + 15, y), (x, y + 34)], mix(BOOKS[(number + string) % 5], WHITE, 0.12))


def figures(canvas: Canvas) -> None:
    """Bars of a budget growing out of a field."""
    palette, rng = canvas.palette, canvas.random
    canvas.sky(600)
    canvas.sun(rng.uniform(180, 320), 200, 44)
    canvas.distance(400, 3, 44, 20)
    canvas.hills(590, 6, mix(palette.field, palette.leaf, 0.3), mix(palette.leaf, palette.shadow, 0.25), 0.7)
    tones = (palette.water, palette.leaf, palette.field, palette.accent, mix(palette.sky_top, palette.shadow, 0.3))
    tops = []
    for bar in range(6):
        height = 90 + bar * 46 + rng.uniform(-34, 34)
        x, tone = 300 + bar * 122, tones[bar % len(tones)]
        canvas.gradient(
            [(x, 610 - height), (x + 78, 610 - height), (x + 78, 610), (x, 610)], mix(tone, WHITE, 0.25), tone
        )
        canvas.rectangle(x + 78, 622 - height, 12, height - 12, mix(tone, palette.shadow, 0.45))
        tops.append((x + 39, 570 - height))
    canvas.line(tops, mix(palette.shadow, WHITE, 0.05), 5)
    for x, y in tops:
        canvas.ellipse(x, y, 12, 12, WHITE)
        canvas.ellipse(x, y, 7, 7, palette.accent)
    for x in (120, 200, 1090):
        tree(canvas, x, 630, rng.uniform(110, 160))
