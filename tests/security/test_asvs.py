"""The table of ASVS has every number it promises, and what it names as proof is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (\S+) \| ([^|]+) \| `([^`|]+)` \|$", re.MULTILINE)
# How many requirements of each chapter are of level 1, in version 5.0.0: seventy.
LEVEL_1 = {1: 8, 2: 4, 3: 8, 4: 2, 5: 4, 6: 13, 7: 6, 8: 4, 9: 4, 10: 5, 11: 3, 12: 3, 13: 1, 14: 2, 15: 3}
# No row is open.
STATES = {"met", "n/a", "operator"}


def rows(text: str) -> list[tuple[str, ...]]:
    return ROW.findall(text)


def test_every_row_is_whole() -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert len(rows(text)) == sum(line.startswith("| ") and line[2].isdigit() for line in text.splitlines())
    numbers = [number for number, *_rest in rows(text)]
    assert len(numbers) == len(set(numbers))
    assert numbers[:70] == sorted(numbers[:70], key=lambda number: [int(part) for part in number.split(".")])


def test_level_1_is_whole() -> None:
    text = TABLE.read_text(encoding="utf-8").partition("## Level 2")[0]
    found: dict[int, int] = {}
    for number, *_rest in rows(text):
        chapter = int(number.partition(".")[0])
        found[chapter] = found.get(chapter, 0) + 1
    assert found == LEVEL_1
    assert sum(found.values()) == 70


def test_what_is_named_exists_and_proves_something() -> None:
    for number, _what, state, how, proof in rows(TABLE.read_text(encoding="utf-8")):
        assert state in STATES, number
        assert len(how) > 3, number
        assert (ROOT / proof).is_file(), (number, proof)
