from community.core.blocks import ContentStreamBlock
from engagement.blocks import PetitionBlock, PollBlock


class NewsBodyBlock(ContentStreamBlock):
    """The text of an article: what every page may hold, polls and petitions."""

    poll = PollBlock()
    petition = PetitionBlock()
