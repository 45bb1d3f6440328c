"""What kinds of tables there are to a kept page."""

from enum import Enum, auto
from functools import cache

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

# Shown on no public page, or told of by tags of their own (``reading_as``, ``changed``).
QUIET_APPS = frozenset(
    {"account", "accounts", "admin", "auth", "contenttypes", "messaging", "mfa", "sessions", "search", "usersessions"}
)
QUIET_TABLES = frozenset(
    {
        "core_erasedday",
        "core_exportjob",
        "core_exportpart",
        "core_formeraddress",
        "core_pagechange",
        "core_pagestewardship",
        "django_migrations",
        "engagement_signaturecount",
        "engagement_votechoice",
        "home_formconsent",
        "home_previewlink",
        "news_articlemonth",
        "news_articleviews",
        "news_articleviewsbatch",
        "news_digestsending",
        "news_newssubscription",
        "wagtailcore_collection",
        "wagtailcore_comment",
        "wagtailcore_commentreply",
        "wagtailcore_editingsession",
        "wagtailcore_grouppagepermission",
        "wagtailcore_locale",
        "wagtailcore_modellogentry",
        "wagtailcore_pagelogentry",
        "wagtailcore_pagesubscription",
        "wagtailcore_referenceindex",
        "wagtailcore_revision",
        "wagtailcore_task",
        "wagtailcore_taskstate",
        "wagtailcore_uploadedfile",
        "wagtailcore_workflow",
        "wagtailcore_workflowstate",
        "wagtailredirects_redirect",
        "wagtailsearch_indexentry",
        "wagtailusers_userprofile",
    }
)
# What is written many times a second and shown as numbers and lists that may be some seconds old.
COUNTED_TABLES = frozenset({"engagement_signature", "engagement_vote"})


class Kind(Enum):
    # Told of row by row by the signals of pages.
    PAGE = auto()
    # Rows that belong to a page and are written when it is published.
    PART = auto()
    # Pictures, their sizes and documents: found by key, so that a new one is on no page yet.
    FILE = auto()
    QUIET = auto()
    COUNTED = auto()
    # Any change may show anywhere the table is read.
    PLAIN = auto()


@cache
def _kinds() -> dict[str, Kind]:
    return {model._meta.db_table: _kind(model) for model in apps.get_models(include_auto_created=True)}


def _kind(model: type[models.Model]) -> Kind:
    if model._meta.app_label in QUIET_APPS or model._meta.db_table in QUIET_TABLES:
        return Kind.QUIET
    if model._meta.db_table in COUNTED_TABLES:
        return Kind.COUNTED
    if issubclass(model, Page):
        return Kind.PAGE
    if model is get_image_model().get_rendition_model():
        # Made while a page is made, and never another under its name.
        return Kind.QUIET
    if model in {get_image_model(), get_document_model()}:
        return Kind.FILE
    if any(isinstance(field, ParentalKey) and issubclass(field.related_model, Page) for field in model._meta.fields):
        return Kind.PART
    return Kind.PLAIN


def kind_of(table: str) -> Kind:
    """The kind of a table; of one that no model has, nothing is known but its name."""
    return _kinds().get(table, Kind.QUIET if table.startswith(("django_", "search_", "sqlite_")) else Kind.PLAIN)
