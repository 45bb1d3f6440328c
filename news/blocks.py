from wagtail.blocks import StreamBlock

from community.core.blocks import (
    CalloutBlock,
    ContentStreamBlock,
    DocumentBlock,
    FigureBlock,
    ParagraphBlock,
    TableDataBlock,
)
from engagement.blocks import PetitionBlock, PollBlock


class NewsBodyBlock(ContentStreamBlock):
    """The text of an article: what every page may hold, polls and petitions."""

    poll = PollBlock()
    petition = PetitionBlock()


class NoticeBodyBlock(StreamBlock):
    """The text of an announcement: short, with files; no galleries, no polls."""

    paragraph = ParagraphBlock()
    document = DocumentBlock()
    callout = CalloutBlock()
    table = TableDataBlock()
    image = FigureBlock()
