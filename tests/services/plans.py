"""How the database would run what was asked of it: which tables it would go through from end to end."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

Asked = list[tuple[str, Any]]
_EXPLAINED = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
# A virtual table asked by words or by its key tells so after the colon.
_WHOLE = re.compile(r"SCAN (\w+)(?! VIRTUAL TABLE INDEX \d+:\S)")


@contextmanager
def statements() -> Iterator[Asked]:
    """Every statement executed inside, with its parameters; of many at once, the first."""
    asked: Asked = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        values = list(params) if many else params
        asked.append((sql, (values[0] if values else ()) if many else values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        yield asked


def gone_through(asked: Asked, tables: Sequence[str]) -> list[tuple[str, str]]:
    """Those of ``tables`` that some statement would read as a whole, each with the statement."""
    read = _read_by_postgresql if connection.vendor == "postgresql" else _read_by_sqlite
    named = [(sql, values) for sql, values in asked if _EXPLAINED.match(sql) and any(table in sql for table in tables)]
    return [(table, sql[:500]) for sql, values in named for table in read(sql, values) if table in tables]


def _read_by_postgresql(sql: str, values: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        answer = cursor.fetchone()[0]
    plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    return [node["Relation Name"] for node in _nodes(plan) if node["Node Type"] == "Seq Scan"]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from _nodes(inner)


def _read_by_sqlite(sql: str, values: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        return [found[1] for row in cursor.fetchall() if (found := _WHOLE.search(row[-1]))]
