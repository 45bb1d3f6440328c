from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from community.core.models import BasePage
from community.core.routing import SubURLConfMixin


class PollIndexPage(SubURLConfMixin, BasePage):
    """Where polls stand in the tree, so that the menu shows them; every address of a poll begins here."""

    # A list keeps itself up.
    review_after = None
    stands_in_frame = True

    sub_urlconf = "engagement.polls.urls"
    template = "engagement/poll_list.html"

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    # One is enough: a poll has one address.
    max_count = 1
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Polls are snippets shown by its own addresses; a page below could hide one of them.
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("polls page")
        verbose_name_plural = _("polls pages")

    def poll_url(self, slug: str, request: HttpRequest | None = None) -> str:
        """Address of the page of the poll with ``slug``."""
        return self.sub_url("poll", request, slug=slug)


class PetitionIndexPage(SubURLConfMixin, BasePage):
    """Where petitions stand in the tree; every public address of a petition begins here."""

    # A list keeps itself up.
    review_after = None

    sub_urlconf = "engagement.petitions.urls"
    template = "engagement/petitions/list.html"

    stands_in_header = True
    stands_in_frame = True

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    # One is enough: a petition has one address.
    max_count = 1
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Petitions are snippets shown by its own addresses; a page below could hide one of them.
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("petitions page")
        verbose_name_plural = _("petitions pages")

    def petition_url(self, slug: str, request: HttpRequest | None = None) -> str:
        """Address of the page of the petition with ``slug``."""
        return self.sub_url("petition", request, slug=slug)
