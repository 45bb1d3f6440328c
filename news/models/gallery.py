from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from community.core.local_time import day_text, today
from community.core.media.renditions import with_renditions
from community.core.models import BasePage
from news.models.dated_index import DatedIndexPage
from news.querysets import GalleryQuerySet

MOST_PICTURES = 100


class GalleryPage(BasePage):
    """Pictures of one day, described in words; each opens larger without JavaScript."""

    # It tells of its day and is not kept up.
    review_after = None

    taken_on = models.DateField(_("date"), default=today, help_text=_("The day of the pictures; lists go by it."))
    lead = models.TextField(_("lead"), max_length=400, help_text=_("What is in the pictures, in one or two sentences."))
    # The first picture, set on saving: lists show it without reading the rest.
    cover = models.ForeignKey(
        "core.CommunityImage", on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("taken_on"), FieldPanel("lead")], heading=_("In brief")),
        MultipleChooserPanel(
            "pictures",
            label=_("picture"),
            heading=_("Pictures"),
            chooser_field_name="image",
            min_num=1,
            max_num=MOST_PICTURES,
        ),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.RelatedFields("pictures", [index.SearchField("alt"), index.SearchField("caption")]),
        index.FilterField("taken_on"),
    ]

    objects = PageManager.from_queryset(GalleryQuerySet)()
    template = "pages/gallery_page.html"
    page_description = _("A page of pictures, each with its description.")
    card_kind = _("Photo gallery")

    class Meta:
        verbose_name = _("gallery of pictures")
        verbose_name_plural = _("galleries of pictures")
        indexes = [models.Index(fields=["-taken_on"], name="gallery_latest_first")]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.lead

    @property
    def card_foot(self) -> str:
        return day_text(self.taken_on)

    def pictures_shown(self) -> "QuerySet[GalleryPicture] | list[GalleryPicture]":
        """The pictures with all their sizes in two queries, however many there are; in a preview as typed."""
        pictures = self.pictures.all()
        if not isinstance(pictures, QuerySet):
            return list(pictures)
        return pictures.select_related("image").prefetch_related(with_renditions("image"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        first = self.pictures.first()
        self.cover = first.image if first else None
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        context["pictures"] = self.pictures_shown()
        return context

    parent_page_types = ["news.GalleryIndexPage"]
    subpage_types: list[str] = []


class GalleryPicture(Orderable):
    """A picture of a gallery with its description for this very place."""

    page = ParentalKey(GalleryPage, on_delete=models.CASCADE, related_name="pictures")
    # A picture that a gallery shows is not deleted from under it.
    image = models.ForeignKey(
        "core.CommunityImage", on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    alt = models.CharField(
        _("what the picture shows"),
        max_length=255,
        help_text=_("In words, for residents who do not see the picture."),
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    author = models.CharField(_("author of the photo"), max_length=120, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption"), FieldPanel("author")]

    class Meta(Orderable.Meta):
        verbose_name = _("picture of a gallery")
        verbose_name_plural = _("pictures of galleries")

    def __str__(self) -> str:
        return self.alt


class GalleryIndexPage(DatedIndexPage):
    """The list of galleries, by year and month."""

    page_model = GalleryPage
    template = "pages/gallery_index_page.html"
    page_description = _("The list of galleries, newest first.")

    class Meta:
        verbose_name = _("list of galleries")
        verbose_name_plural = _("lists of galleries")

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["news.GalleryPage"]
