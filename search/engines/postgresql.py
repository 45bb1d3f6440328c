"""A ``tsvector`` with GIN, built and asked directly: lemmas are ready, so no configuration of a server is needed.

The vector is kept out of line: rows stay short, and looking through many of them by date reads little.
"""

from collections.abc import Sequence

from django.db import connection

from search.engines.conditions import Clause, Hit, IndexedText, Limits, Word

CREATE = (
    "ALTER TABLE search_searchentry ADD COLUMN vector tsvector",
    "ALTER TABLE search_searchentry ALTER COLUMN vector SET STORAGE EXTERNAL",
    "ALTER TABLE search_searchentry SET (toast_tuple_target = 128)",
    "CREATE INDEX search_entry_vector ON search_searchentry USING gin (vector)",
)
DROP = ("ALTER TABLE search_searchentry DROP COLUMN vector",)
# Weights of D, C, B, A.
_WEIGHTS = "{0, 0.1, 0.4, 1.0}"
# Divide by the logarithm of the length: in a long text a word says less.
_BY_LENGTH = 1
# What a vector can hold of positions, and the gap that keeps phrases within a part.
_POSITIONS, _GAP = 16_000, 5


class FullText:
    def write(self, texts: Sequence[IndexedText]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_searchentry SET vector = %s::tsvector WHERE id = %s",
                [(_vector(text), text.entry_id) for text in texts],
            )

    def match(self, clauses: Sequence[Clause], limits: Limits, *, limit: int, newest: bool = False) -> list[Hit]:
        asked = " & ".join(map(_clause, clauses))
        condition, values = _condition(limits)
        order = "found.day DESC NULLS LAST, found.id DESC" if newest else "score DESC, found.id DESC"
        sql = (
            f"SELECT found.id, ts_rank('{_WEIGHTS}', found.vector, %s::tsquery, {_BY_LENGTH}) AS score FROM ("  # noqa: S608 - parts written here; values are parameters
            f"SELECT id, vector, day FROM search_searchentry WHERE vector @@ %s::tsquery{condition} "
            f"ORDER BY day DESC, id DESC LIMIT %s) found ORDER BY {order}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked, asked, *values, limit])
            return [Hit(entry_id, score) for entry_id, score in cursor.fetchall()]

    def with_phrase(self, terms: Sequence[str], *, limit: int) -> list[int]:
        return self._rows(" <-> ".join(f"'{term}'" for term in terms), limit)

    def titled(self, words: Sequence[Word], beginning: str, *, limit: int) -> list[int]:
        asked = [_word(word, ":A") for word in words] + ([f"'{beginning}':*A"] if beginning else [])
        return self._rows(" & ".join(asked), limit)

    def _rows(self, asked: str, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM search_searchentry WHERE vector @@ %s::tsquery ORDER BY day DESC, id DESC LIMIT %s",
                [asked, limit],
            )
            return [entry_id for (entry_id,) in cursor.fetchall()]


def _condition(limits: Limits) -> tuple[str, list[str | int]]:
    held = {name: value for name, value in vars(limits).items() if value}
    return "".join(f" AND {name} = %s" for name in held), list(held.values())


def _vector(text: IndexedText) -> str:
    places: dict[str, list[str]] = {}
    position = 0
    for letter, column in (("A", text.title), ("B", text.lead), ("C", text.body)):
        for terms in column:
            position = min(position + 1, _POSITIONS)
            for term in terms:
                places.setdefault(term, []).append(f"{position}{letter}")
        position += _GAP
    return " ".join(f"'{term}':{','.join(where)}" for term, where in places.items())


def _clause(clause: Clause) -> str:
    wordings = [" & ".join(map(_word, wording)) for wording in clause]
    return "(" + " | ".join(f"({wording})" for wording in wordings) + ")"


def _word(word: Word, weight: str = "") -> str:
    return "(" + " | ".join(f"'{term}'{weight}" for term in sorted(word)) + ")"
