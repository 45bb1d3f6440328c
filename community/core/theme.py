from community.core.colour import brand_palette


def _rule(properties: dict[str, str]) -> str:
    return ":root{" + "".join(f"{name}:{value};" for name, value in properties.items()) + "}"


def theme_stylesheet(brand: str) -> str:
    """The stylesheet that dresses the site in a brand colour; a file because inline styles are forbidden."""
    palette = brand_palette(brand)
    return f"{_rule(palette['light'])}\n@media (prefers-color-scheme:dark){{{_rule(palette['dark'])}}}\n"
