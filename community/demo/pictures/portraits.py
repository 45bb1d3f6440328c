"""Portraits of invented persons: flat shapes without features, so that nobody living is pictured."""

from community.demo.pictures.canvas import HEIGHT, WIDTH, Canvas
from community.demo.pictures.motifs import WHITE
from community.demo.pictures.palette import Colour, mix

SKIN: tuple[Colour, ...] = ((244, 208, 178), (236, 194, 160), (226, 180, 146))
HAIR: tuple[Colour, ...] = ((58, 42, 34), (92, 62, 42), (164, 112, 62), (186, 184, 182), (210, 170, 104))
CLOTHES: tuple[Colour, ...] = ((38, 66, 104), (62, 92, 78), (112, 60, 72), (74, 70, 96))
EMBROIDERY: Colour = (168, 42, 40)
MIDDLE = WIDTH / 2


def woman(canvas: Canvas) -> None:
    """Hair to the shoulders or gathered at the back."""
    skin, hair = canvas.random.choice(SKIN), canvas.random.choice(HAIR)
    _ground(canvas)
    if canvas.random.random() < 0.5:
        canvas.rectangle(MIDDLE - 138, 200, 276, 330, hair, 120)
    else:
        canvas.ellipse(MIDDLE + 20, 128, 62, 56, hair)
    _shoulders(canvas, skin, width=300)
    canvas.ellipse(MIDDLE, 280, 122, 142, hair)
    canvas.ellipse(MIDDLE, 306, 98, 124, skin)
    canvas.polygon([(MIDDLE - 104, 268), (MIDDLE - 60, 176), (MIDDLE + 62, 172), (MIDDLE + 106, 272)], hair)
    canvas.polygon([(MIDDLE - 100, 286), (MIDDLE + 40, 214), (MIDDLE - 60, 190)], hair)


def man(canvas: Canvas) -> None:
    """Short hair; some have a beard, a moustache or glasses."""
    skin, hair = canvas.random.choice(SKIN), canvas.random.choice(HAIR)
    _ground(canvas)
    _shoulders(canvas, skin, width=350)
    canvas.ellipse(MIDDLE, 270, 112, 126, hair)
    canvas.ellipse(MIDDLE, 306, 104, 130, skin)
    fringe = [(-108, 262), (-104, 200), (-60, 158), (0, 146), (60, 158), (104, 200), (108, 262), (64, 222), (-30, 232)]
    canvas.polygon([(MIDDLE + x, y) for x, y in fringe], hair)
    trait = canvas.random.choice(("beard", "moustache", "glasses", ""))
    if trait == "beard":
        canvas.ellipse(MIDDLE, 376, 92, 74, hair)
        canvas.ellipse(MIDDLE, 336, 84, 62, skin)
    elif trait == "moustache":
        canvas.rectangle(MIDDLE - 48, 356, 96, 20, hair, 10)
    elif trait == "glasses":
        for side in (-1, 1):
            canvas.ellipse(MIDDLE + side * 46, 300, 36, 32, mix(hair, (20, 24, 30), 0.7))
            canvas.ellipse(MIDDLE + side * 46, 300, 30, 26, mix(skin, WHITE, 0.35))
        canvas.line([(MIDDLE - 12, 298), (MIDDLE + 12, 298)], mix(hair, (20, 24, 30), 0.7), 6)


def _ground(canvas: Canvas) -> None:
    palette = canvas.palette
    corners = [(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.gradient(corners, mix(palette.sky_top, WHITE, 0.45), mix(palette.sky_low, palette.leaf, 0.18))
    canvas.glow(MIDDLE, 280, 420, palette.sun, 0.5)


def _shoulders(canvas: Canvas, skin: Colour, width: float) -> None:
    """Neck and clothes: a jacket over a shirt, or an embroidered shirt."""
    embroidered = canvas.random.random() < 0.4
    cloth = mix(WHITE, (226, 222, 210), 0.6) if embroidered else canvas.random.choice(CLOTHES)
    canvas.rectangle(MIDDLE - width, 520, width * 2, 400, cloth, 150)
    canvas.polygon(
        [(MIDDLE - 54, 400), (MIDDLE + 54, 400), (MIDDLE + 84, 560), (MIDDLE - 84, 560)], mix(skin, cloth, 0.1)
    )
    if embroidered:
        canvas.polygon([(MIDDLE - 92, 520), (MIDDLE + 92, 520), (MIDDLE, 640)], skin)
        for side in (-1, 1):
            canvas.line([(MIDDLE + side * 96, 522), (MIDDLE + side * 8, 648)], EMBROIDERY, 16)
        canvas.rectangle(MIDDLE - 26, 640, 52, 110, EMBROIDERY)
        for row in range(5):
            canvas.polygon(_diamond(MIDDLE, 655 + row * 24, 10), WHITE)
    else:
        canvas.polygon([(MIDDLE - 92, 524), (MIDDLE + 92, 524), (MIDDLE, 700)], mix(WHITE, cloth, 0.06))
        canvas.polygon([(MIDDLE - 70, 522), (MIDDLE + 70, 522), (MIDDLE, 590)], skin)


def _diamond(x: float, y: float, size: float) -> list[tuple[float, float]]:
    return [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
