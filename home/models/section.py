from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from community.core.models import BasePage
from community.core.page_access import public_only
from home.blocks import PageBodyBlock


class SectionPage(BasePage):
    """A part of the site: says what is in it and leads on."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    template = "pages/section_page.html"
    page_description = _("A part of the site with pages under it; it lists them itself.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = public_only(self.get_children().live()).defer_streamfields().specific()
        return context

    # A section may hold sections, so that a large part of the site can be divided.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.SectionPage", "home.StandardPage", "news.NewsIndexPage", "engagement.PollIndexPage"]
