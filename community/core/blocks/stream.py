from wagtail.blocks import StreamBlock

from community.core.blocks.data import DocumentBlock, TableDataBlock
from community.core.blocks.media import FigureBlock, GalleryBlock
from community.core.blocks.text import CalloutBlock, ParagraphBlock, QuoteBlock
from community.core.blocks.video import VideoBlock


class ContentStreamBlock(StreamBlock):
    """What the body of any page may be made of; a page type adds its own blocks in a subclass."""

    paragraph = ParagraphBlock()
    image = FigureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    document = DocumentBlock()
    table = TableDataBlock()
    video = VideoBlock()
    callout = CalloutBlock()
