"""What changed: read off the statements that write; of pages, which are saved as drafts too, off their signals."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate, pre_save
from django.dispatch import receiver
from wagtail.models import Page, get_page_models
from wagtail.signals import page_slug_changed, post_page_move, unpublished

from community.core.branches import branch_settled
from community.core.models import FormerAddress
from community.core.models.page_change import PageChange
from community.core.page_cache.changes import changed, counted_soon
from community.core.page_cache.recording import children_of, current_recording
from community.core.page_cache.tables import Kind, kind_of

EVERYTHING = "all"
MENU = "menu"

_migrating: set[str] = set()

_WRITE = re.compile(r'(INSERT|UPDATE|DELETE)\b(?: OR \w+)?(?: INTO| FROM)? "?(\w+)"?')
_KEYED = re.compile(r'WHERE "\w+"\."(?:id|page_ptr_id)" (?:= %s|IN \([%s, ]+\))$')
_OF_ONE = re.compile(r'WHERE .*"\w+"\."id" = %s')
_NAME, _SET = re.compile(r'"(\w+)"'), re.compile(r'"(\w+)" = %s')
_COLUMN = re.compile(r'"(\w+)" = ')
# Columns that keep a draft, a lock or a schedule; nothing of them is shown.
_DRAFT_COLUMNS = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
        "locked",
        "locked_at",
        "locked_by_id",
    }
)
_DRAFT_FIELDS = _DRAFT_COLUMNS | {"latest_revision", "locked_by"}
# What decides about a page's line in the menu, or at the foot.
_MENU_FIELDS = ("title", "url_path", "live", "show_in_menus")
# Right below the front page every page is named somewhere; one step lower those that are chosen.
_NAMED_DEPTH, _MENU_DEPTH = 3, 4


@receiver(connection_created)
def watch_connection(sender: type[BaseDatabaseWrapper], connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Look at every statement of a new connection."""
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def watch() -> None:
    """The same for connections that were there before; and the signals of pages, of no other model:

    a model with a signal of deletion is deleted row by row.
    """
    for connection in connections.all(initialized_only=True):
        watch_connection(type(connection), connection)
    for model in get_page_models():
        pre_save.connect(remember_menu, sender=model)
        post_save.connect(note_page_saved, sender=model)
        post_delete.connect(note_page_deleted, sender=model)


def _look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not settings.PAGE_CACHE or _migrating or not isinstance(sql, str):
        return execute(sql, params, many, context)
    if (made := current_recording()) is not None:
        made.read(sql, params)
    result = execute(sql, params, many, context)
    if found := _WRITE.match(sql):
        _note_write(found[1], found[2], sql, params)
    return result


def _note_write(verb: str, table: str, sql: str, params: Any) -> None:
    if kind_of(table) is Kind.COUNTED and (verb == "INSERT" or _OF_ONE.search(sql)):
        counted_soon(f"table:{table}")
    else:
        changed(*_tags_written(verb, table, sql, params))


def _tags_written(verb: str, table: str, sql: str, params: Any) -> Iterable[str]:
    kind = kind_of(table)
    if kind is Kind.COUNTED or (kind is Kind.PLAIN and not _is_draft(verb, sql, params)):
        return [f"table:{table}"]
    if kind is Kind.FILE and verb != "INSERT":
        return [f"table:{table}", *_rows(table, sql, params)]
    # Of a page's own table only what is published is ever updated.
    if kind is Kind.PAGE and table != "wagtailcore_page" and verb == "UPDATE":
        return [f"set:{table}", *_rows("page", sql, params)]
    return []


def _rows(kind: str, sql: str, params: Any) -> list[str]:
    keyed = _KEYED.search(sql)
    return [f"{kind}:{key}" for key in params[-keyed[0].count("%s") :]] if keyed else []


def _is_draft(verb: str, sql: str, params: Any) -> bool:
    """Whether a statement touches nothing that is public: only the columns of drafts, or one row that is not live."""
    if verb == "DELETE":
        return False
    written = sql.partition(" WHERE ")[0]
    if verb == "UPDATE" and set(_COLUMN.findall(written)) <= _DRAFT_COLUMNS:
        return True
    # Those with a parameter: Django writes NULL out.
    columns = _SET.findall(written) if verb == "UPDATE" else _NAME.findall(sql.partition("(")[2].partition(")")[0])
    if "live" not in columns or (verb == "INSERT" and len(params) != len(columns)):
        return False
    # A row that was live until now is told of by the signal ``unpublished``.
    return params[columns.index("live")] is False


@receiver(pre_migrate)
def look_away(sender: AppConfig, **kwargs: Any) -> None:
    """A migration writes before the table of changes is there, or after it has gone."""
    _migrating.add(sender.name)


@receiver(post_migrate)
def look_again(sender: AppConfig, plan: Sequence[Any], **kwargs: Any) -> None:
    """After a migration everything may look different."""
    _migrating.discard(sender.name)
    if plan and not _migrating and PageChange._meta.db_table in connections["default"].introspection.table_names():
        changed(EVERYTHING)


@receiver(unpublished)
def note_unpublished(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if not isinstance(instance, Page):
        changed(f"table:{sender._meta.db_table}")


def remember_menu(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Keep what the menu showed of a page near the front page, to tell whether it has changed."""
    if settings.PAGE_CACHE and isinstance(instance, Page) and instance.pk and not raw and _may_be_in_menu(instance):
        stored = Page.objects.filter(pk=instance.pk).values_list(*_MENU_FIELDS).first()
        instance._menu_before = stored


def note_page_saved(sender: type[Model], instance: Model, update_fields: Any = None, **kwargs: Any) -> None:
    if not settings.PAGE_CACHE or not isinstance(instance, Page):
        return
    if update_fields is not None and set(update_fields) <= _DRAFT_FIELDS:
        return
    before = instance.__dict__.pop("_menu_before", None)
    after = tuple(getattr(instance, name) for name in _MENU_FIELDS)
    # A page that was public once may be shown still.
    if not instance.live and instance.first_published_at is None and not (before and before[2]):
        return
    changed(*tags_of_page(instance), pages=[instance.pk] if instance.live else [])
    if _may_be_in_menu(instance) and _menu_line(instance, before) != _menu_line(instance, after):
        changed(MENU)


def note_page_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if settings.PAGE_CACHE and isinstance(instance, Page):
        line = _may_be_in_menu(instance) and _menu_line(instance, [getattr(instance, name) for name in _MENU_FIELDS])
        changed(*tags_of_page(instance), *([MENU] if line else []))


@receiver(post_page_move)
def note_page_moved(sender: type[Page], instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    if instance.numchild or instance.show_in_menus or instance.depth <= _NAMED_DEPTH:
        changed(EVERYTHING, pages=[instance.pk])
    else:
        changed(*tags_of_page(instance), children_of(parent_page_before), pages=[instance.pk])


@receiver(page_slug_changed)
def note_address_changed(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page that others stand under, or that other texts link to by key, is named at its address in many places."""
    changed(*([EVERYTHING] if instance.numchild else tags_of_page(instance)))


@receiver(post_save, sender=FormerAddress)
def note_branch_renamed(sender: type[FormerAddress], instance: FormerAddress, **kwargs: Any) -> None:
    """Every page below has another address from now on."""
    if instance.is_due:
        changed(EVERYTHING)


@receiver(branch_settled)
def note_branch_settled(**kwargs: Any) -> None:
    """Lists made meanwhile may have named former addresses."""
    changed(EVERYTHING)


def tags_of_page(page: Page) -> list[str]:
    """What shows a page: itself, lists of its type, lists of all pages, the list of its parent; types may add more."""
    tags = [f"page:{page.pk}", "set:wagtailcore_page", f"children:{page.path[: -page.steplen]}"]
    tags += [f"set:{model._meta.db_table}" for model in _classes(page)]
    specific = page.specific if page.pk and not isinstance(page, page.specific_class or Page) else page
    return tags + getattr(specific, "shown_with", list)()


def _menu_line(page: Page, fields: Any) -> tuple[str, str, bool] | None:
    """What the menu says of a page that has these fields."""
    title, address, is_live, is_chosen = fields or ("", "", False, False)
    is_named = is_chosen or page.depth <= _NAMED_DEPTH or _stands_in_header(page)
    return (title, address, is_chosen) if is_live and is_named else None


def _stands_in_header(page: Page) -> bool:
    return bool(getattr(page.specific_class, "stands_in_header", False))


def _classes(page: Page) -> list[type[Page]]:
    """The types that ``page`` is of and that have tables of their own."""
    line: tuple[Any, ...] = (page.specific_class or type(page)).__mro__
    return [model for model in line if issubclass(model, Page) and model is not Page and not model._meta.abstract]


def _may_be_in_menu(page: Page) -> bool:
    return page.depth <= _MENU_DEPTH or _stands_in_header(page)
