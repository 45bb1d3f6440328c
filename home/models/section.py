from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.core.page_access import public_only
from community.core.page_cache.recording import children_of, reading_as
from home.models.text_page import TextPage


class SectionPage(TextPage):
    """A part of the site: says what is in it and leads on."""

    template = "pages/section_page.html"
    page_description = _("A part of the site with pages under it; it lists them itself.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        with reading_as(children_of(self)):
            context["children"] = list(public_only(self.get_children().live()).defer_streamfields().specific())
        return context

    # A section may hold sections, so that a large part of the site can be divided.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = [
        "home.SectionPage",
        "home.StandardPage",
        "home.ActIndexPage",
        "home.SessionIndexPage",
        "home.PeopleIndexPage",
        "home.InstitutionIndexPage",
        "home.FaqPage",
        "home.FormPage",
        "news.NewsIndexPage",
        "news.AnnouncementIndexPage",
        "news.EventIndexPage",
        "news.GalleryIndexPage",
        "engagement.PollIndexPage",
    ]
