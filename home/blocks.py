from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from community.core.blocks import ContentStreamBlock
from engagement.blocks import PetitionBlock, PollBlock


class PageBodyBlock(ContentStreamBlock):
    """The text of a page of the tree: what every page may hold, polls and petitions."""

    poll = PollBlock()
    petition = PetitionBlock()


class QuickLinkValue(blocks.StructValue):
    """A link of the list "what to do"."""

    @property
    def href(self) -> str:
        """Where it leads, or nothing when its page is not published."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("address") or ""


class QuickLinkBlock(blocks.StructBlock):
    """One thing a resident comes to do, as a large plain link with one line under it."""

    title = blocks.CharBlock(label=_("Link text"), max_length=60)
    text = blocks.CharBlock(label=_("One line about it"), max_length=120, required=False)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    address = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)

    def clean(self, value: QuickLinkValue) -> QuickLinkValue:
        cleaned = super().clean(value)
        places = [cleaned.get("page"), cleaned.get("address")]
        if sum(map(bool, places)) != 1 and not self.is_deferred_validation:
            error = ValidationError(_("Choose a page or give an address: one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned

    class Meta:
        icon = "link"
        group = _("Navigation")
        label = _("Link")
        description = _("A thing to do: a link and one line about it.")
        template = "blocks/quick_link.html"
        value_class = QuickLinkValue
        preview_value = {
            "title": _("Polls"),
            "text": _("Say what you think before a decision is made"),
            "address": "https://example.org/",
        }
