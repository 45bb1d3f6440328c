from community.core.blocks import ContentStreamBlock
from engagement.blocks import PollBlock


class NewsBodyBlock(ContentStreamBlock):
    """The text of an article: what every page may hold, and a poll."""

    poll = PollBlock()
