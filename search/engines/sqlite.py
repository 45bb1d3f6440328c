"""FTS5, used directly: one row of terms for each entry; the best rows are picked before anything else is read."""

from collections.abc import Sequence

from django.db import connection

from search.engines.conditions import Clause, Hit, IndexedText, Limits, Word

# Columns: the title, the lead, the body, and word forms in their order for phrases.
CREATE = (
    """CREATE VIRTUAL TABLE search_fulltext USING fts5(
        title, lead, body, forms, tokenize = "unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_searchentry
        BEGIN DELETE FROM search_fulltext WHERE rowid = OLD.id; END""",
)
DROP = ("DROP TRIGGER search_entry_gone", "DROP TABLE search_fulltext")
_WEIGHTS = "10.0, 4.0, 1.0, 0.0"


class Fts5:
    def write(self, texts: Sequence[IndexedText]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_fulltext WHERE rowid = %s", [(text.entry_id,) for text in texts])
            cursor.executemany(
                "INSERT INTO search_fulltext (rowid, title, lead, body, forms) VALUES (%s, %s, %s, %s, %s)",
                [_row(text) for text in texts],
            )

    def match(self, clauses: Sequence[Clause], limits: Limits, *, limit: int, newest: bool = False) -> list[Hit]:
        asked = f"{{title lead body}} : ({' AND '.join(map(_clause, clauses))})"
        condition, values = _condition(limits)
        order = "entry.day DESC, entry.id DESC" if newest else "score"
        join = "JOIN search_searchentry entry ON entry.id = search_fulltext.rowid" if newest or limits else ""
        sql = (
            f"SELECT search_fulltext.rowid, bm25(search_fulltext, {_WEIGHTS}) AS score FROM search_fulltext {join} "  # noqa: S608 - parts written here; values are parameters
            f"WHERE search_fulltext MATCH %s{condition} ORDER BY {order} LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked, *values, limit])
            return [Hit(entry_id, -score) for entry_id, score in cursor.fetchall()]

    def with_phrase(self, terms: Sequence[str], *, among: Sequence[int]) -> list[int]:
        places = ", ".join(["%s"] * len(among))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s AND rowid IN ({places})",  # noqa: S608 - only places
                [f'forms : "{" ".join(terms)}"', *among],
            )
            return [entry_id for (entry_id,) in cursor.fetchall()]

    def titled(self, words: Sequence[Word], beginning: str, *, limit: int) -> list[int]:
        asked = [*map(_word, words), *([f'"{beginning}"*'] if beginning else [])]
        return self._rows(f"title : ({' AND '.join(asked)})", limit)

    def _rows(self, asked: str, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s ORDER BY rank LIMIT %s",
                [asked, limit],
            )
            return [entry_id for (entry_id,) in cursor.fetchall()]


def _condition(limits: Limits) -> tuple[str, list[str | int]]:
    held = {name: value for name, value in vars(limits).items() if value}
    return "".join(f" AND entry.{name} = %s" for name in held), list(held.values())


def _row(text: IndexedText) -> tuple[int, str, str, str, str]:
    columns = (text.title, text.lead, text.body)
    forms = " ".join(terms[0] for column in columns for terms in column)
    title, lead, body = (" ".join(term for terms in column for term in terms) for column in columns)
    return text.entry_id, title, lead, body, forms


def _clause(clause: Clause) -> str:
    wordings = [" AND ".join(map(_word, wording)) for wording in clause]
    return "(" + " OR ".join(f"({wording})" for wording in wordings) + ")"


def _word(word: Word) -> str:
    return "(" + " OR ".join(f'"{term}"' for term in sorted(word)) + ")"
