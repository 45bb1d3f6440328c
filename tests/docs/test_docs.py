"""The documents point to what exists and name the variables the settings read."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("node_modules", "var")
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in NOT_OURS for part in path.relative_to(ROOT).parts)
)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
FEATURES = sorted((ROOT / "docs" / "features").glob("*.md"))
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
VARIABLE_READ = re.compile(r'\benv(?:\.\w+)?\(\s*"([A-Z][A-Z0-9_]*)"')
VARIABLE_ROW = re.compile(r"^\| `([A-Z][A-Z0-9_]*)` \|", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def relative_links(text: str) -> list[str]:
    """The links of ``text`` that lead to files of the repository, without their anchors."""
    targets = [target.partition("#")[0] for target in LINK.findall(CODE.sub("", text))]
    return [target for target in targets if target and not re.match(r"[a-z]+:", target)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_relative_link_points_to_a_file(path: Path) -> None:
    broken = [link for link in relative_links(text_of(path)) if not (path.parent / link).exists()]
    assert broken == []


def test_the_reader_of_links_sees_what_it_must() -> None:
    text = "[a](docs/x.md#part) ![b](y.png) [c](https://example.org) [d](#here)\n```\n[e](code.md)\n```\n"
    assert relative_links(text) == ["docs/x.md", "y.png"]


@pytest.mark.parametrize("name", ["README.md", "README.uk.md"])
def test_the_environment_table_names_what_the_settings_read(name: str) -> None:
    settings = "".join(text_of(path) for path in (ROOT / "community" / "settings").glob("*.py"))
    read = sorted(set(VARIABLE_READ.findall(settings)))
    assert read, "no variable found in the settings: the pattern no longer fits them"
    assert sorted(VARIABLE_ROW.findall(text_of(ROOT / name))) == read


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_has_every_section_and_fits_a_page(path: Path) -> None:
    text = text_of(path)
    assert re.match(rf"# {path.name[:4]}\. \S", text)
    assert re.search(r"^- Status: (Accepted|Superseded by \d{4})", text, re.MULTILINE)
    assert re.search(r"^- Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Alternatives"]
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_gaps_and_all_are_in_the_index() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    index = relative_links(text_of(ROOT / "docs" / "decisions" / "README.md"))
    assert sorted(index) == [path.name for path in DECISIONS]


@pytest.mark.parametrize("path", FEATURES, ids=name_of)
def test_a_feature_page_ends_with_its_key_files(path: Path) -> None:
    body, found, key_files = text_of(path).rpartition("\n## Key files\n")
    assert found, "no section Key files"
    assert body.strip()
    assert relative_links(key_files), "Key files must be links"
    assert "\n#" not in key_files


def test_the_licence_is_whole() -> None:
    licence = text_of(ROOT / "LICENSE")
    assert licence.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in licence
    assert len(licence.splitlines()) == 661


def test_the_makefile_holds_aliases_only() -> None:
    recipes = re.findall(r"^(\w+):\n((?:\t.+\n)+)", text_of(ROOT / "Makefile"), re.MULTILINE)
    aliases = {"demo", "test", "audit", "lint", "types", "format", "lock", "messages", "overlay"}
    assert {name for name, _recipe in recipes} == aliases
    assert all(recipe.count("\n") == 1 for _name, recipe in recipes)
