from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from community.core.models import BasePage
from home.blocks import PageBodyBlock


class StandardPage(BasePage):
    """A page of text with documents: rules, contacts, services, reports."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    template = "pages/standard_page.html"
    page_description = _("A page of text, pictures, tables and documents.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # A page that needs pages under it is a section, which lists them.
    subpage_types: list[str] = []
