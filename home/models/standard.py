from django.utils.translation import gettext_lazy as _

from home.models.text_page import TextPage


class StandardPage(TextPage):
    """A page of text with documents: rules, contacts, services, reports."""

    template = "pages/standard_page.html"
    page_description = _("A page of text, pictures, tables and documents.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # A page that needs pages under it is a section, which lists them.
    subpage_types: list[str] = []
