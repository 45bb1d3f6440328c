"""Open country: fields, water, forest, garden, winter."""

import math

from community.demo.pictures.canvas import HEIGHT, WIDTH, Canvas
from community.demo.pictures.motifs import WHITE, fir, house, poplar, reeds, river, tree, wheat
from community.demo.pictures.palette import mix


def wheat_field(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(520)
    canvas.sun(rng.uniform(240, 960), rng.uniform(190, 280), 46)
    canvas.clouds(5)
    canvas.distance(330, 3, 36, 20)
    ridge = canvas.hills(450, 14, mix(palette.field, palette.sky_low, 0.45), palette.field, 0.8)
    for index in range(18, 140, rng.randint(9, 13)):
        poplar(canvas, *ridge[index], rng.uniform(50, 84))
    vanish = rng.uniform(420, 780)
    for stripe in range(-9, 10):
        edge = vanish + stripe * 260
        canvas.polygon(
            [(vanish + stripe * 22, 478), (edge, HEIGHT), (edge + 90, HEIGHT)], mix(palette.field, palette.shadow, 0.13)
        )
    wheat(canvas, 575)


def river_bend(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(440)
    side = rng.uniform(380, 820)
    canvas.sun(side, 250, 40)
    canvas.clouds(4, 50, 180)
    canvas.distance(300, 3, 40, 24)
    canvas.hills(415, 8, mix(palette.near, palette.field, 0.4), mix(palette.near, palette.shadow, 0.25), 0.7)
    river(canvas, (side, 421), rng.choice((-150, 150)), (120, 1000), 421)
    for _ in range(11):
        x = rng.choice((rng.uniform(0, 320), rng.uniform(880, WIDTH)))
        tree(canvas, x, rng.uniform(430, 500), rng.uniform(60, 110))
    reeds(canvas, -10, 240, HEIGHT + 10, 34)
    reeds(canvas, 960, WIDTH + 10, HEIGHT + 10, 34)


def forest(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(560)
    canvas.sun(rng.uniform(300, 900), 230, 44)
    canvas.distance(300, 2, 50, 30)
    for base, size, count, haze in ((450, 120, 46, 0.5), (540, 190, 30, 0.25)):
        canvas.hills(base, 12, mix(palette.near, palette.sky_low, haze), palette.near)
        for _ in range(count):
            fir(canvas, rng.uniform(-20, WIDTH + 20), base + rng.uniform(0, 30), size * rng.uniform(0.7, 1.15))
    canvas.hills(610, 16, mix(palette.near, palette.field, 0.45), mix(palette.near, palette.shadow, 0.3))
    for row in range(3):
        for column in range(13):
            x, y = column * 98 + row * 44 + rng.uniform(-9, 9), 640 + row * 46
            canvas.line([(x, y), (x, y - 30)], mix(palette.shadow, palette.accent, 0.3), 3)
            for side in (-1, 1):
                canvas.ellipse(x + side * 8, y - 30, 9, 5, mix(palette.field, palette.leaf, 0.45))
            canvas.ellipse(x, y - 38, 5, 8, mix(palette.field, palette.leaf, 0.35))


def sunflowers(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(460)
    canvas.sun(rng.uniform(200, 1000), 180, 42)
    canvas.clouds(6)
    canvas.distance(330, 3, 34, 18)
    canvas.hills(430, 9, mix(palette.field, palette.leaf, 0.35), mix(palette.leaf, palette.shadow, 0.3), 0.8)
    for row in range(8):
        size = 7 + row**1.75 * 1.9
        y = 446 + row**1.6 * 12
        offset = rng.uniform(0, size * 2)
        for column in range(int(WIDTH / (size * 2.1)) + 3):
            x = column * size * 2.1 - offset + rng.uniform(-3, 3)
            top = y + rng.uniform(-size * 0.25, size * 0.25)
            _sunflower(canvas, x, top, size)


def _sunflower(canvas: Canvas, x: float, y: float, size: float) -> None:
    palette = canvas.palette
    canvas.line([(x, y), (x, y + size * 5)], mix(palette.leaf, palette.shadow, 0.3), size * 0.16)
    canvas.ellipse(x + size * 0.6, y + size * 1.5, size * 0.6, size * 0.26, mix(palette.leaf, palette.field, 0.1))
    canvas.ellipse(x - size * 0.6, y + size * 1.8, size * 0.6, size * 0.26, palette.leaf)
    petal = mix((255, 200, 40), palette.field, canvas.random.uniform(0, 0.4))
    for number in range(12):
        angle = number / 12 * math.tau
        canvas.ellipse(
            x + math.cos(angle) * size * 0.68, y + math.sin(angle) * size * 0.68, size * 0.3, size * 0.3, petal
        )
    canvas.ellipse(x, y, size * 0.66, size * 0.66, mix(petal, palette.accent, 0.25))
    canvas.ellipse(x, y, size * 0.46, size * 0.46, mix((72, 44, 26), palette.shadow, 0.25))


def winter(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(480)
    canvas.sun(rng.uniform(260, 940), 240, 38)
    canvas.distance(310, 3, 44, 24)
    ridge = canvas.hills(455, 22, mix(palette.near, palette.far, 0.25), mix(palette.near, palette.far, 0.55), 1.2)
    for index in range(14, 140, 22):
        x, y = ridge[index]
        fir(canvas, x + 78, y + 12, rng.uniform(100, 150))
        house(canvas, x, y + 20, rng.uniform(66, 86), mix(palette.shadow, palette.far, 0.35))
        canvas.polygon([(x + 2, y - 34), (x + 72, y - 34), (x + 66, y - 42), (x + 10, y - 42)], WHITE)
    canvas.hills(560, 24, WHITE, mix(palette.near, palette.water, 0.55), 0.9)
    for x in (rng.uniform(60, 200), rng.uniform(960, 1140)):
        fir(canvas, x, 660, 260)
        fir(canvas, x + 110, 700, 190)
    for _ in range(150):
        size = rng.uniform(1, 3.4)
        canvas.ellipse(rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), size, size, WHITE)


def park(canvas: Canvas) -> None:
    palette, rng = canvas.palette, canvas.random
    canvas.sky(500)
    canvas.sun(rng.uniform(420, 780), 250, 36)
    canvas.clouds(3)
    canvas.distance(330, 2, 50, 20)
    canvas.hills(470, 6, mix(palette.leaf, palette.field, 0.5), mix(palette.leaf, palette.shadow, 0.15), 0.6)
    canvas.gradient(
        [(570, 474), (630, 474), (900, HEIGHT), (300, HEIGHT)],
        mix(palette.sky_low, palette.field, 0.2),
        mix(palette.field, WHITE, 0.5),
    )
    for step in range(6):
        t = (step / 5) ** 1.6
        size, y = 80 + 270 * t, 480 + 190 * t
        for side in (-1, 1):
            x = 600 + side * (90 + 400 * t)
            tree(canvas, x, y, size)
            if step % 2:
                _lamp(canvas, 600 + side * (52 + 270 * t), y + 12, size * 0.72)
    for side in (-1, 1):
        _bench(canvas, 600 + side * 300, 655, 120)


def _lamp(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.line([(x, y), (x, y - size)], canvas.palette.shadow, max(2, size * 0.035))
    canvas.glow(x, y - size, size * 0.4, (255, 224, 150), 0.8)
    canvas.ellipse(x, y - size, size * 0.075, size * 0.075, (255, 238, 190))


def _bench(canvas: Canvas, x: float, y: float, width: float) -> None:
    wood = mix(canvas.palette.accent, canvas.palette.shadow, 0.4)
    for row in range(3):
        canvas.rectangle(x - width / 2, y - 50 + row * 13, width, 9, mix(wood, WHITE, 0.1 * row), 3)
    for side in (-1, 1):
        canvas.rectangle(x + side * width * 0.38 - 4, y - 54, 8, 64, canvas.palette.shadow)
