"""All walks over one site, and what they did not reach."""

from collections.abc import Iterator

from tests.audit.setting import Setting
from tests.audit.walks import NO_PAGES, WALKS


def audit(setting: Setting, only: str = "") -> list[str]:
    """Walk everywhere, or ``only`` one way; return every problem, with the page it is on."""
    # As on a site that has run for some minutes: weights are those of pictures made ahead.
    setting.site.manage("make_renditions")
    # One way that ends too early hides nothing of the others.
    broken = []
    for name, walk in WALKS.items():
        if only not in ("", name):
            continue
        try:
            walk(setting)
        except Exception as error:
            broken.append(f"{name}: the way ends: {str(error).strip()[:400]}")
    found = [f"{look.name} {look.address}: {problem}" for look in setting.auditor.looks for problem in look.problems]
    return [*broken, *([] if only else unreached(setting)), *found]


def unreached(setting: Setting) -> Iterator[str]:
    """What models, blocks and the resolver name and no walk opened; and exceptions that are none any more."""
    yield from (f"no page of the demo shows {name}" for name in setting.subjects["missing"])
    paths = sorted({look.address for look in setting.auditor.looks})
    opened = set(setting.ask("tests.audit.subjects", "routes_of", paths))
    routes = set(setting.subjects["routes"])
    yield from (f"no walk opens {name}" for name in sorted(routes - opened - set(NO_PAGES)))
    yield from (f"not an address: {name} of NO_PAGES" for name in sorted(set(NO_PAGES) - routes))
