"""PostgreSQL keeps the counts of ``ArticleMonth`` itself, whatever code publishes, moves or deletes articles.

A statement that changes a hundred thousand rows changes each count once. SQLite counts when asked: there a trigger that
names Wagtail's table of pages would stop Wagtail's own migrations from rebuilding it.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Of a state of pages and articles: what each published article adds to which count.
_STATE = """
    SELECT left(page.path, -4) AS path, article.category_id,
        extract(year FROM article.published_at AT TIME ZONE 'Europe/Kyiv')::smallint AS year,
        extract(month FROM article.published_at AT TIME ZONE 'Europe/Kyiv')::smallint AS month, {sign} AS pages
    FROM {articles} article JOIN {pages} page ON page.id = article.page_ptr_id
    WHERE page.live
"""
# In one order, so that two writers of the same counts wait for each other instead of failing.
_ADD = """
    INSERT INTO news_articlemonth AS kept (path, category_id, year, month, pages)
    SELECT path, category_id, year, month, sum(pages) FROM ({changes}) changes
    GROUP BY path, category_id, year, month HAVING sum(pages) <> 0
    ORDER BY path, category_id, year, month
    ON CONFLICT (path, category_id, year, month) DO UPDATE SET pages = kept.pages + EXCLUDED.pages
"""
COUNT = _ADD.format(changes=_STATE.format(sign=1, articles="news_newspage", pages="wagtailcore_page"))


def _articles(rows: str, sign: int) -> str:
    return _STATE.format(sign=sign, articles=rows, pages="wagtailcore_page")


def _pages(rows: str, others: str, sign: int) -> str:
    # Not a join of the two: a plan made for one row would compare each of many with each.
    changed = f"(SELECT id, live, path FROM {rows} EXCEPT SELECT id, live, path FROM {others})"  # noqa: S608 - made of constants
    return _STATE.format(sign=sign, articles="news_newspage", pages=changed)


_FORMER, _LATTER = "OLD TABLE AS former", "NEW TABLE AS latter"
# Name, table, event, the rows it is told of, what changes.
_TRIGGERS = (
    ("news_months_add", "news_newspage", "INSERT", _LATTER, _articles("latter", 1)),
    ("news_months_take", "news_newspage", "DELETE", _FORMER, _articles("former", -1)),
    (
        "news_months_change",
        "news_newspage",
        "UPDATE",
        f"{_FORMER} {_LATTER}",
        f"{_articles('former', -1)} UNION ALL {_articles('latter', 1)}",
    ),
    (
        "news_months_follow",
        "wagtailcore_page",
        "UPDATE",
        f"{_FORMER} {_LATTER}",
        f"{_pages('former', 'latter', -1)} UNION ALL {_pages('latter', 'former', 1)}",
    ),
)


def triggers_install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers and count what there is."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, table, event, rows, changes in _TRIGGERS:
        body = f"BEGIN {_ADD.format(changes=changes)}; RETURN NULL; END"
        schema_editor.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        schema_editor.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    schema_editor.execute(COUNT)


def triggers_remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, table, *_ in _TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
