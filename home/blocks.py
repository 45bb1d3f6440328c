from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from community.core.blocks import ContentStreamBlock
from community.core.blocks.text import PARAGRAPH_FEATURES
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


# Headings inside an answer would stand above the question in the outline of the page.
ANSWER_FEATURES = [feature for feature in PARAGRAPH_FEATURES if feature not in {"h2", "h3"}]


class QuestionBlock(blocks.StructBlock):
    """A question in the words of a resident, and the answer."""

    question = blocks.CharBlock(label=_("What residents ask"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=ANSWER_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class QuestionGroupBlock(blocks.StructBlock):
    """Questions on one subject under one heading."""

    title = blocks.CharBlock(label=_("Heading of the group"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        group = _("Text")
        label = _("Group of questions")
        description = _("Questions and answers on one subject; each opens by a click and has an address of its own.")
        template = "blocks/question_group.html"
        preview_value = {
            "title": _("Help and subsidies"),
            "questions": [
                {
                    "question": _("Where do I apply for a subsidy?"),
                    "answer": _("<p>In the centre of administrative services, room 3, on any working day.</p>"),
                }
            ],
        }
