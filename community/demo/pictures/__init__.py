"""Pictures of the demo, painted by code: nothing to download, nobody's rights to ask."""

from collections.abc import Callable

from community.demo.pictures.canvas import Canvas
from community.demo.pictures.life import feast, figures, library, ornament, stadium, sun_panels
from community.demo.pictures.nature import forest, park, river_bend, sunflowers, wheat_field, winter
from community.demo.pictures.places import bridge, council, road, school, village, water_tower
from community.demo.pictures.portraits import man, woman

SCENES: dict[str, Callable[[Canvas], None]] = {
    scene.__name__: scene
    for scene in (
        bridge,
        council,
        feast,
        figures,
        forest,
        library,
        man,
        ornament,
        park,
        river_bend,
        road,
        school,
        stadium,
        sun_panels,
        sunflowers,
        village,
        water_tower,
        wheat_field,
        winter,
        woman,
    )
}


def paint(scene: str, palette: str, seed: int) -> bytes:
    """Paint a scene as a JPEG; ``seed`` varies what may vary."""
    canvas = Canvas(palette, seed)
    SCENES[scene](canvas)
    return canvas.jpeg()
