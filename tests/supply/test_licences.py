"""Every package that a site needs has a licence we may live with, and stands in the document."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
# Words of licences that the AGPL may stand beside; whatever has none of them needs a person to read it.
KNOWN = ("MIT", "BSD", "Apache", "ISC", "MPL", "Mozilla", "PSF", "LGPL", "GPLv3", "OFL", "ZPL", "Dual License")


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "docs" / "licences.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_document_names_every_package(licences: ModuleType) -> None:
    """On other systems and Pythons some are not needed, so the document may name more."""
    needed = {line for line in licences.page().splitlines() if line.startswith("| ")}
    written = set((ROOT / "docs" / "licences.md").read_text(encoding="utf-8").splitlines())
    assert len(needed) > 40
    assert needed - written == set(), "run: python docs/licences.py"


def test_every_licence_is_one_we_may_live_with(licences: ModuleType) -> None:
    told = {name: licences.licence(package) for name, package in licences.distributions().items()}
    assert {name: text for name, text in told.items() if not any(word in text for word in KNOWN)} == {}
