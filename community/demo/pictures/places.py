"""What people built: village, school, council, road, bridge, water tower."""

import math

from community.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point
from community.demo.pictures.motifs import GLASS, WALL, WHITE, WINDOW, facade, flag, house, poplar, reeds, tree
from community.demo.pictures.palette import Colour, mix


def village(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(470)
    canvas.sun(rng.uniform(250, 950), 220, 40)
    canvas.clouds(4)
    canvas.distance(310, 3, 40, 24)
    for base, size, count in ((455, 62, 9), (535, 96, 6), (640, 150, 4)):
        canvas.hills(
            base - 30, 14, mix(palette.leaf, palette.field, 0.55), mix(palette.leaf, palette.shadow, 0.12), 1.1
        )
        step = (WIDTH + 100) / count
        for place in range(count):
            x = place * step - 40 + rng.uniform(0, step * 0.3)
            tree(canvas, x + size * 1.5, base - 4, size * rng.uniform(0.9, 1.25))
            house(canvas, x, base + rng.uniform(-6, 8), size)
            if rng.random() < 0.5:
                poplar(canvas, x - size * 0.28, base, size * 1.7)
    canvas.hills(690, 8, mix(palette.field, palette.leaf, 0.35), mix(palette.leaf, palette.shadow, 0.35))


def _ground(canvas: Canvas, horizon: float) -> None:
    palette = canvas.palette
    canvas.hills(horizon, 3, mix(palette.leaf, palette.field, 0.5), mix(palette.leaf, palette.shadow, 0.2), 0.5)
    canvas.gradient(
        [(520, horizon + 6), (680, horizon + 6), (860, HEIGHT), (340, HEIGHT)],
        mix(palette.sky_low, palette.field, 0.25),
        mix(palette.far, WHITE, 0.45),
    )


def _backdrop(canvas: Canvas) -> None:
    canvas.sky(540)
    canvas.sun(canvas.random.choice((210, 1000)), 170, 38)
    canvas.clouds(5, 60, 200)
    canvas.distance(400, 2, 60, 26)


def school(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    _backdrop(canvas)
    _ground(canvas, 575)
    wall = mix(palette.field, WALL, 0.6)
    facade(canvas, (190, 360, 820, 220), 2, 12, wall)
    canvas.rectangle(175, 344, 850, 20, mix(palette.accent, palette.shadow, 0.25), 3)
    facade(canvas, (490, 300, 220, 280), 3, 3, mix(wall, WHITE, 0.45))
    canvas.polygon([(470, 304), (730, 304), (600, 236)], mix(palette.accent, palette.shadow, 0.15))
    canvas.ellipse(600, 281, 17, 17, WHITE)
    canvas.line([(600, 270), (600, 281), (608, 286)], palette.shadow, 3)
    _entrance(canvas, 600, 580, 86)
    for x in (110, 1080, 1160, 40):
        tree(canvas, x, 605, rng.uniform(150, 210))
    for x in range(230, 1000, 70):
        if abs(x - 600) > 120:
            canvas.ellipse(x, 588, 32, 18, mix(palette.leaf, palette.field, rng.uniform(0, 0.3)))
    _children(canvas)


def _entrance(canvas: Canvas, x: float, base: float, width: float) -> None:
    palette = canvas.palette
    canvas.rectangle(x - width / 2, base - 82, width, 82, mix(palette.shadow, palette.accent, 0.2), 4)
    for side in (-1, 1):
        canvas.rectangle(x + side * width * 0.24 - 14, base - 72, 28, 66, mix(GLASS, WINDOW, 0.3))
    for step in range(3):
        canvas.rectangle(
            x - width * 0.7 - step * 10,
            base + step * 8,
            width * 1.4 + step * 20,
            9,
            mix(WHITE, palette.far, 0.25 + step * 0.12),
        )


def _children(canvas: Canvas) -> None:
    rng = canvas.random
    coats: tuple[Colour, ...] = ((217, 87, 63), (60, 120, 180), (240, 190, 60), (90, 150, 100), (150, 90, 140))
    for x in (430, 470, 540, 700, 742, 820):
        y, size, coat = rng.uniform(668, 710), rng.uniform(20, 26), rng.choice(coats)
        canvas.rectangle(x - size * 0.3, y - size, size * 0.22, size * 1.2, canvas.palette.shadow)
        canvas.rectangle(x + size * 0.08, y - size, size * 0.22, size * 1.2, canvas.palette.shadow)
        canvas.polygon(
            [
                (x - size * 0.55, y - size * 0.6),
                (x + size * 0.55, y - size * 0.6),
                (x + size * 0.3, y - size * 2),
                (x - size * 0.3, y - size * 2),
            ],
            coat,
        )
        canvas.ellipse(x, y - size * 2.35, size * 0.4, size * 0.42, (236, 196, 164))
        canvas.ellipse(x, y - size * 2.5, size * 0.4, size * 0.28, (92, 62, 44))


def council(canvas: Canvas) -> None:
    palette = canvas.palette
    _backdrop(canvas)
    _ground(canvas, 580)
    stone, roof = mix(WALL, palette.field, 0.22), mix(palette.leaf, palette.shadow, 0.35)
    facade(canvas, (260, 374, 680, 210), 2, 10, stone)
    canvas.polygon([(238, 376), (962, 376), (900, 306), (300, 306)], roof)
    for chimney in (350, 836):
        canvas.rectangle(chimney, 280, 26, 50, mix(palette.accent, palette.shadow, 0.25))
    facade(canvas, (500, 330, 200, 254), 2, 3, mix(stone, WHITE, 0.4))
    canvas.polygon([(482, 334), (718, 334), (600, 262)], mix(roof, palette.shadow, 0.25))
    canvas.ellipse(600, 310, 13, 13, mix(palette.field, WHITE, 0.25))
    for x in (506, 680):
        canvas.rectangle(x, 470, 14, 114, WHITE, 2)
    canvas.rectangle(490, 456, 220, 16, mix(roof, WHITE, 0.15), 3)
    _entrance(canvas, 600, 584, 84)
    flag(canvas, 600, 264, 46)
    for x, size in ((120, 210), (190, 150), (1020, 160), (1100, 220)):
        tree(canvas, x, 610, size)
    for side in (-1, 1):
        for bed in range(7):
            x = 600 + side * (270 + bed * 40)
            canvas.ellipse(x, 640 + bed * 8, 20, 11, mix(palette.leaf, palette.shadow, 0.2))
            canvas.ellipse(x, 633 + bed * 8, 10, 7, palette.accent if bed % 2 else palette.field)


def road(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(440)
    vanish = rng.uniform(470, 730)
    canvas.sun(vanish + rng.choice((-190, 190)), 230, 40)
    canvas.clouds(5, 50, 190)
    canvas.distance(310, 3, 36, 22)
    canvas.hills(420, 5, mix(palette.field, palette.sky_low, 0.25), mix(palette.field, palette.leaf, 0.45), 0.5)
    asphalt = mix((84, 92, 104), palette.sky_top, 0.18)
    canvas.gradient(
        [(vanish - 60, 424), (vanish + 60, 424), (1270, HEIGHT), (-70, HEIGHT)],
        mix(palette.near, palette.field, 0.5),
        mix(palette.leaf, palette.shadow, 0.2),
    )
    canvas.gradient(
        [(vanish - 9, 424), (vanish + 9, 424), (1010, HEIGHT), (190, HEIGHT)],
        mix(asphalt, palette.sky_low, 0.4),
        asphalt,
    )
    for dash in range(9):
        top, bottom = (dash / 9) ** 2.1, ((dash + 0.5) / 9) ** 2.1
        points = []
        for t, half in ((top, 1 + 7 * top), (bottom, 1 + 7 * bottom)):
            middle = vanish + (600 - vanish) * t
            points.append((middle - half, middle + half, 424 + (HEIGHT - 424) * t))
        (a, b, y1), (c, d, y2) = points
        canvas.polygon([(a, y1), (b, y1), (d, y2), (c, y2)], WHITE)
    for step in range(7):
        t = (step / 6) ** 1.9
        for side, edge in ((-1, 30), (1, 1170)):
            x = vanish + side * 26 + (edge + side * 30 - vanish) * t * 0.92
            poplar(canvas, x, 428 + 210 * t, 46 + 340 * t)


def bridge(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(440)
    canvas.sun(rng.uniform(420, 780), 240, 42)
    canvas.clouds(4, 50, 180)
    canvas.distance(320, 3, 36, 24)
    canvas.hills(430, 3, mix(palette.near, palette.field, 0.3), palette.near, 0.4)
    shore = [(0, 470), (WIDTH, 470), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.gradient(shore, mix(palette.water, palette.sky_low, 0.6), palette.water)
    for _ in range(40):
        x, y = rng.uniform(-40, WIDTH), rng.uniform(640, HEIGHT)
        canvas.line([(x, y), (x + rng.uniform(40, 190), y)], mix(palette.water, WHITE, 0.4), 1.5)
    stone = mix((196, 164, 128), palette.far, 0.15)
    deck: list[Point] = [(x, 470 - 56 * math.sin(x / WIDTH * math.pi)) for x in range(-10, WIDTH + 11, 10)]
    arches = ((150, 120), (420, 142), (780, 142), (1050, 120))
    shape: list[Point] = [*deck, (WIDTH + 10, 610)]
    for centre, radius in reversed(arches):
        shape += [
            (centre + radius * math.cos(a / 24 * math.pi), 610 - radius * 0.86 * math.sin(a / 24 * math.pi))
            for a in range(25)
        ]
    shape += [(-10, 610)]
    canvas.gradient(shape, mix(stone, WHITE, 0.3), mix(stone, palette.shadow, 0.3))
    canvas.line(deck, mix(stone, palette.shadow, 0.45), 9)
    for x, y in deck[::5]:
        canvas.rectangle(x - 3, y - 34, 6, 34, mix(stone, palette.shadow, 0.4))
    canvas.line([(x, y - 33) for x, y in deck], mix(stone, palette.shadow, 0.4), 4)
    for centre, radius in arches:
        for row in range(4):
            half = radius * (1 - row * 0.22)
            canvas.line(
                [(centre - half, 622 + row * 15), (centre + half, 622 + row * 15)],
                mix(palette.water, palette.shadow, 0.16),
                3,
            )
    reeds(canvas, -10, 150, HEIGHT + 8, 24)
    reeds(canvas, 1060, WIDTH + 10, HEIGHT + 8, 24)


def water_tower(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(520)
    canvas.sun(rng.uniform(700, 1000), 210, 42)
    canvas.clouds(6)
    canvas.distance(360, 3, 44, 24)
    base = 560
    canvas.hills(base - 8, 8, mix(palette.field, palette.leaf, 0.35), mix(palette.leaf, palette.shadow, 0.2), 0.8)
    for x in (620, 760, 930, 1080):
        house(canvas, x, base + rng.uniform(0, 22), rng.uniform(74, 96))
        tree(canvas, x - 36, base + 14, rng.uniform(80, 120))
    x, steel = 340, mix((150, 170, 186), palette.sky_low, 0.25)
    for offset, width in ((-62, 10), (62, 10), (-20, 7), (20, 7)):
        canvas.polygon(
            [
                (x + offset * 0.62, 300),
                (x + offset * 0.62 + width, 300),
                (x + offset * 1.35 + width, base + 40),
                (x + offset * 1.35, base + 40),
            ],
            mix(steel, palette.shadow, 0.35),
        )
    for level in range(4):
        y, half = 330 + level * 66, 44 + level * 11
        canvas.line([(x - half, y), (x + half + 8, y + 52)], mix(steel, palette.shadow, 0.3), 3)
        canvas.line([(x + half + 6, y), (x - half, y + 52)], mix(steel, palette.shadow, 0.3), 3)
    canvas.gradient(
        [(x - 92, 200), (x + 100, 200), (x + 100, 292), (x + 4, 330), (x - 92, 292)],
        mix(steel, WHITE, 0.5),
        mix(steel, palette.shadow, 0.25),
    )
    canvas.polygon([(x - 104, 202), (x + 112, 202), (x + 4, 132)], mix(palette.accent, palette.shadow, 0.12))
    canvas.rectangle(x - 98, 238, 204, 12, mix(palette.water, palette.sky_top, 0.5))
    for _ in range(60):
        grass_x = rng.uniform(0, WIDTH)
        canvas.line(
            [(grass_x, HEIGHT), (grass_x + rng.uniform(-12, 12), rng.uniform(670, 720))],
            mix(palette.leaf, palette.field, rng.uniform(0, 0.6)),
            3,
        )
