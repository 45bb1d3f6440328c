from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock, TextBlock

PARAGRAPH_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
NOTE_FEATURES = ["bold", "italic", "ul", "link", "document-link"]

_PARAGRAPH_SAMPLE = _(
    "<h2>Repair of the bridge</h2><p>Work begins on Monday. Traffic will be <b>closed for three days</b>:</p>"
    "<ul><li>lorries go round by the ring road;</li><li>buses stop at the school.</li></ul>"
)


class ParagraphBlock(RichTextBlock):
    """Running text with headings, lists and links; pictures and tables have blocks of their own."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        group = _("Text")
        label = _("Text with headings")
        description = _("Paragraphs, subheadings, lists and links.")
        template = "blocks/paragraph.html"
        preview_value = _PARAGRAPH_SAMPLE


class QuoteBlock(StructBlock):
    """Somebody's words, with who said them."""

    text = TextBlock(label=_("Quotation"), help_text=_("Without quotation marks, they are added."))
    author = CharBlock(label=_("Who said it"), required=False)
    position = CharBlock(label=_("Position or source"), required=False)

    class Meta:
        icon = "openquote"
        group = _("Text")
        label = _("Quotation")
        description = _("Somebody's words, with the name and the position.")
        template = "blocks/quote.html"
        preview_value = {
            "text": _("We asked the residents first, and only then drew the plan."),
            "author": _("Olena Kovalchuk"),
            "position": _("head of the planning department"),
        }


class CalloutBlock(StructBlock):
    """A few lines that must not be missed; the kind is said by an icon and a word, never by colour alone."""

    kind = ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("For your information")), ("warning", _("Warning")), ("important", _("Important"))],
        default="info",
    )
    title = CharBlock(label=_("Heading"), required=False)
    text = RichTextBlock(label=_("Text"), features=NOTE_FEATURES)

    class Meta:
        icon = "info-circle"
        group = _("Text")
        label = _("Call-out")
        description = _("A short note that stands out: information, warning or something important.")
        template = "blocks/callout.html"
        preview_value = {
            "kind": "warning",
            "title": _("No water on Tuesday"),
            "text": _("<p>From 9:00 to 15:00 on the streets Sadova and Shkilna. Please keep a supply.</p>"),
        }
