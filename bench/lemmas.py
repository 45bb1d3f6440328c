"""How fast Ukrainian words become lemmas, against only splitting the same text into words, in one run.

Run from the repository: ``.venv/bin/python -m bench.lemmas``. The text is the demo community's own.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from community.core.text.lemmas import PymorphyLemmatiser, words

CONTENT = Path(__file__).resolve().parents[1] / "community" / "demo" / "content"
Result = TypeVar("Result")


def strings(value: object) -> list[str]:
    """Every text anywhere in a piece of demo content."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in inner for text in strings(item)]


def timed(action: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that ``action`` took, and what it returned."""
    started = perf_counter()
    result = action()
    return perf_counter() - started, result


def main() -> None:
    texts = [text for path in sorted(CONTENT.glob("*.toml")) for text in strings(tomllib.loads(path.read_text()))]
    splitting, found = timed(lambda: [word for text in texts for word in words(text)])
    loading, lemmatiser = timed(PymorphyLemmatiser)
    first, _ = timed(lambda: [lemmatiser.lemmas(word) for word in dict.fromkeys(found)])
    again, _ = timed(lambda: [lemmatiser.lemmas(word) for word in found])
    new = len(set(found)) / first
    print(f"text: {len(found)} words, {len(set(found))} different")
    print(f"splitting into words    {len(found) / splitting:10,.0f} words/s  = 1.00")
    print(f"lemmas, word seen first {new:10,.0f} words/s  = {new * splitting / len(found):.2f}")
    print(f"lemmas, word remembered {len(found) / again:10,.0f} words/s  = {splitting / again:.2f}")
    print(f"reading the dictionary  {loading:10.2f} s        = {loading * new:,.0f} new words")


if __name__ == "__main__":
    main()
