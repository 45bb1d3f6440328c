"""A ``tsvector`` with GIN, built and asked directly: lemmas are ready, so no configuration of a server is needed.

The vector is kept out of line: rows stay short, and looking through many of them by date reads little.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from search.engines.conditions import Clause, Hit, IndexedText, Limits, Word

# Weights of D, C, B, A; and divided by the logarithm of the length: in a long text a word says less.
_RANK = "ts_rank('{0, 0.1, 0.4, 1.0}', found.vector, $1, 1)"
# The planner does not know what it costs to fetch a vector. Walking from the newest entry on fetches one for each entry
# passed, some thirteen times the cost of taking one out of the index: worth it for words that nearly all have.
_WALK = 13
_MATCHING = """
    SELECT id, day, vector FROM search_searchentry
    WHERE vector @@ $1 AND ($2 = '' OR kind = $2) AND ($3 = '' OR category = $3) AND ($4 = 0 OR year = $4)
"""
_LATEST = "ORDER BY day DESC, id DESC LIMIT $5"
HITS = f"""
CREATE OR REPLACE FUNCTION search_hits(
    asked tsquery, of_kind text, of_category text, of_year integer, most integer
)
RETURNS TABLE (hit_id bigint, rank real) LANGUAGE plpgsql VOLATILE SET enable_seqscan = off AS $function$
DECLARE
    plan json;
    expected float;
    entries float;
BEGIN
    EXECUTE $query$ EXPLAIN (FORMAT JSON) {_MATCHING} $query$
        INTO plan USING asked, of_kind, of_category, of_year;
    expected := plan->0->'Plan'->>'Plan Rows';
    SELECT reltuples INTO entries FROM pg_class WHERE oid = 'search_searchentry'::regclass;
    IF expected * expected > {_WALK}.0 * most * entries THEN
        RETURN QUERY EXECUTE $query$
            SELECT found.id, {_RANK} FROM ({_MATCHING} {_LATEST}) found
        $query$ USING asked, of_kind, of_category, of_year, most;
    ELSE
        RETURN QUERY EXECUTE $query$
            WITH matching AS MATERIALIZED ({_MATCHING})
            SELECT found.id, {_RANK} FROM (SELECT * FROM matching {_LATEST}) found
        $query$ USING asked, of_kind, of_category, of_year, most;
    END IF;
END
$function$
"""  # noqa: S608 - made of constants; what is asked comes by USING
# The index does not know whether a word stands in a title: each vector must be fetched. So only so many are, the newest
# and those the index gives for the words anywhere; of a beginning that few have, these are all.
_LOOKED = 1000
TITLED = """
WITH looked AS MATERIALIZED (
    (SELECT id, day, vector FROM search_searchentry ORDER BY day DESC, id DESC LIMIT %(looked)s)
    UNION ALL
    (SELECT id, day, vector FROM search_searchentry WHERE vector @@ %(anywhere)s::tsquery LIMIT %(looked)s)
)
SELECT id FROM looked WHERE vector @@ %(in_titles)s::tsquery
GROUP BY id, day ORDER BY day DESC, id DESC LIMIT %(limit)s
"""
CREATE = (
    "ALTER TABLE search_searchentry ADD COLUMN vector tsvector",
    "ALTER TABLE search_searchentry ALTER COLUMN vector SET STORAGE EXTERNAL",
    "ALTER TABLE search_searchentry SET (toast_tuple_target = 128)",
    "CREATE INDEX search_entry_vector ON search_searchentry USING gin (vector)",
    HITS,
)
DROP = (
    "DROP FUNCTION search_hits(tsquery, text, text, integer, integer)",
    "ALTER TABLE search_searchentry DROP COLUMN vector",
)
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
        within = (limits.kind, limits.category, limits.year or 0)
        with connection.cursor() as cursor:
            # The newest are ranked, so it makes no difference to ask for them.
            cursor.execute(
                "SELECT hit_id, rank FROM search_hits(%s::tsquery, %s, %s, %s, %s) ORDER BY rank DESC, hit_id DESC",
                [asked, *within, limit],
            )
            return [Hit(entry_id, score) for entry_id, score in cursor.fetchall()]

    def with_phrase(self, terms: Sequence[str], *, among: Sequence[int]) -> list[int]:
        asked = " <-> ".join(f"'{term}'" for term in terms)
        with connection.cursor() as cursor:
            # By key, not by the index: places of words stand in the vectors, which take long to fetch.
            cursor.execute(
                "SELECT id FROM search_searchentry WHERE id = ANY(%s) AND vector @@ %s::tsquery", [list(among), asked]
            )
            return [entry_id for (entry_id,) in cursor.fetchall()]

    def titled(self, words: Sequence[Word], beginning: str, *, limit: int) -> list[int]:
        in_titles, anywhere = (
            " & ".join(
                [*(_word(word, weight) for word in words), *([f"'{beginning}':*{weight[1:]}"] if beginning else [])]
            )
            for weight in (":A", "")
        )
        with transaction.atomic(), connection.cursor() as cursor:
            # The planner does not know what a vector costs and would read them all where there are few thousand.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(TITLED, {"anywhere": anywhere, "in_titles": in_titles, "looked": _LOOKED, "limit": limit})
            return [entry_id for (entry_id,) in cursor.fetchall()]


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
