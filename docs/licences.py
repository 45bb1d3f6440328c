"""Write docs/licences.md: every package a running site needs, and its licence. ``python docs/licences.py``."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
WANTED = ROOT / "requirements" / "base.in"
PAGE = ROOT / "docs" / "licences.md"
# Packages that say "Other" or nothing to programs, by the text of the licence they carry.
READ_BY_A_PERSON: dict[str, str] = {}
LONG = 60


def distributions() -> dict[str, Distribution]:
    """What ``base.in`` asks for and all that needs, on this system."""
    found: dict[str, Distribution] = {}
    waiting = [line for line in WANTED.read_text(encoding="utf-8").splitlines() if line and line[0].isalnum()]
    requirements = [(Requirement(line), set[str]()) for line in waiting]
    seen: set[tuple[str, frozenset[str]]] = set()
    while requirements:
        wanted, extras_of_parent = requirements.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if not _applies(wanted, extras_of_parent) or (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        found[name] = distribution(name)
        requirements += [(Requirement(line), set(wanted.extras)) for line in found[name].requires or []]
    return dict(sorted(found.items()))


def licence(package: Distribution) -> str:
    """As the package says it to programs: an SPDX expression, a short field, or its classifiers."""
    said = package.metadata
    name = re.sub(r"[-_.]+", "-", said["Name"]).lower()
    short = next((line for field in ("License-Expression", "License") for line in said.get_all(field) or []), "")
    if short and len(short) < LONG and "\n" not in short:
        return short
    classifiers = [line for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(line.rpartition(" :: ")[2] for line in classifiers) or READ_BY_A_PERSON.get(name, "unknown")


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Licences of the packages a site needs\n"
    yield "Written by `python docs/licences.py`; a test compares. The site itself is [AGPL-3.0-or-later](../LICENSE);"
    yield "the dictionary of Ukrainian has a decision of its own, [0017](decisions/0017-dictionary-licence.md).\n"
    yield "| package | licence |\n|---|---|"
    for name, package in distributions().items():
        yield f"| {name} | {licence(package)} |"


def _applies(wanted: Requirement, extras: set[str]) -> bool:
    if wanted.marker is None:
        return True
    return any(wanted.marker.evaluate({"extra": extra}) for extra in (extras or {""}))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
