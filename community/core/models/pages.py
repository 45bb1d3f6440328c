from datetime import timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from community.core.media.places import pictures_shown
from community.core.models.former_address import FormerAddress, tree_url_path
from community.core.models.stewardship import PageStewardship
from community.core.page_forms import BasePageForm, Care
from community.core.text.transliteration import SLUG_FORMATTERS, slugify_ukrainian

META_DESCRIPTION_LENGTH = 160

pictures_shown("social_image", "social")


class BasePage(Page):
    """What every page of the site shares: an address by resolution 55, and how it looks in search and when shared."""

    slug: str
    # Whether every page of the site names pages of this type on top, wherever they stand in the tree.
    stands_in_header = False
    # Whether every page of the site links to the page of this type, so that it is read with the menu.
    stands_in_frame = False
    # What a picture drawn from the title says the page is; pages without a word share the coat of arms instead.
    card_kind: str | Promise = ""
    # How long after its publication a page is to be read again; None for lists and for what is of its day.
    review_after: timedelta | None = timedelta(days=365)
    # Where an address could mean a page below or a view of this very page: whether the page below is meant.
    pages_before_views = False
    # What was read on the way to the page: the published and unpublished pages above it, and that none is private.
    pages_above: list[Page] | None = None
    is_open = False
    # What the editor chose about the care of the page; written beside the page when it is saved.
    care: Care | None = None
    social_image = models.ForeignKey(
        "core.CommunityImage",
        verbose_name=_("picture for social networks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares the page. Left empty, the cover or the coat of arms is used."),
    )

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=SlugInput(formatters=SLUG_FORMATTERS)),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            heading=_("Address and search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu")),
    ]

    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("steward"), FieldPanel("review_on")], heading=_("Care of the page")),
    ]
    base_form_class = BasePageForm

    search_fields = [*Page.search_fields, index.SearchField("search_description")]

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """What lists and search results say under the title; page types with a lead give it."""
        return ""

    def get_meta_description(self) -> str:
        """One plain sentence for search engines: the editor's own, or the start of the summary."""
        text = self.search_description or strip_tags(self.summary)
        return Truncator(" ".join(text.split())).chars(META_DESCRIPTION_LENGTH)

    @property
    def card_foot(self) -> str:
        """The line below the title in the drawn picture."""
        return ""

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What the page tells programs about itself, in the words of schema.org."""
        return []

    def get_social_image(self) -> models.Model | None:
        """The picture for social networks: the page's own, else its ``cover`` where it has one."""
        return self.social_image or getattr(self, "cover", None)

    def shown_with(self) -> list[str]:
        """Tags of kept pages that show this one besides its own page and the lists of its type."""
        return []

    def shown_first_at(self) -> list[str]:
        """Addresses that are made anew before publishing returns: its own and those where residents see it first."""
        parent = self.get_parent().specific
        return [url for url in (self.url, *(parent.shown_list_at() if isinstance(parent, BasePage) else [])) if url]

    def shown_list_at(self) -> list[str]:
        """The addresses of this page as a list of those below it."""
        return [self.url]

    def get_view_restrictions(self) -> "models.QuerySet[PageViewRestriction]":
        return PageViewRestriction.objects.none() if self.is_open else super().get_view_restrictions()

    def begin_from(self, pattern: str) -> None:
        """Fill a new page with the ready text of this name; types that have patterns do, others stay empty."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self.care:
            PageStewardship.objects.update_or_create(page_id=self.pk, defaults=self.care._asdict())
            self.care = None

    def _update_descendant_url_paths(self, old_url_path: str, new_url_path: str) -> None:
        """Called by Wagtail when the slug has changed: leaves the old address, and a task writes the pages below."""
        if self.is_site_root():
            # Pages outside the root of their site have no address at all, so none may wait.
            super()._update_descendant_url_paths(old_url_path, new_url_path)
            return
        # Below an unfinished renaming the address that is written is not yet the one that people have seen.
        old_slug = old_url_path.rstrip("/").rpartition("/")[2]
        seen = f"{tree_url_path(self).removesuffix(f'{self.slug}/')}{old_slug}/"
        FormerAddress.objects.leave(self, {old_url_path, seen}, is_due=not self.is_leaf())

    def _set_core_field_defaults(self) -> None:
        # Wagtail would drop Cyrillic from a title and refuse it in a slug; imports and scripts bring both.
        parent_is_known = bool(self.path or getattr(self, "_cached_parent_obj", None))
        if parent_is_known and not (self.slug and self.slug.isascii()):
            self.slug = self._get_autogenerated_slug(slugify_ukrainian(self.slug or self.title))
        super()._set_core_field_defaults()
