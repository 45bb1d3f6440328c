from community.core.blocks.data import DocumentBlock, TableDataBlock
from community.core.blocks.media import FigureBlock, GalleryBlock, PictureBlock
from community.core.blocks.stream import ContentStreamBlock
from community.core.blocks.text import CalloutBlock, ParagraphBlock, QuoteBlock
from community.core.blocks.video import VideoBlock

__all__ = [
    "CalloutBlock",
    "ContentStreamBlock",
    "DocumentBlock",
    "FigureBlock",
    "GalleryBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "TableDataBlock",
    "VideoBlock",
]
