from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from community.core.models import BasePage
from home.blocks import PageBodyBlock


class TextPage(BasePage):
    """What sections and pages of text share: a few words at the top and a body of blocks."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro
