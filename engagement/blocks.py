"""What other apps' pages may hold of this one."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from engagement.models import Petition, Poll, PollOption, SignatureCount
from engagement.models.petition_states import Collection, Publication

SAMPLE_QUESTION = _("What should the community repair first?")
SAMPLE_PETITION = _("Repair the road to the school")
SAMPLE_OPTIONS = (_("The road to the school"), _("The park by the river"), _("The roof of the library"))


class PollBlock(blocks.StructBlock):
    """A poll inside an article: the same form, closed notice or results as anywhere else."""

    poll = SnippetChooserBlock("engagement.Poll", label=_("Poll"))

    class Meta:
        icon = "clipboard-list"
        label = _("Poll")
        group = _("Participation")
        description = _("A question to the community with the answers to choose from.")
        template = "engagement/poll_block.html"
        preview_template = "engagement/block_preview.html"

    def get_preview_value(self) -> Any:
        poll = Poll(question=str(SAMPLE_QUESTION), closes_at=timezone.now() + timedelta(days=7))
        poll.options = [PollOption(pk=number, text=str(text)) for number, text in enumerate(SAMPLE_OPTIONS, start=1)]
        return blocks.StructValue(self, [("poll", poll)])


class PetitionBlock(blocks.StructBlock):
    """A petition inside an article: its state and numbers as they are when the page is read, and the way to it."""

    petition = SnippetChooserBlock("engagement.Petition", label=_("Petition"))

    class Meta:
        icon = "form"
        label = _("Petition")
        group = _("Participation")
        description = _("A published petition with its signatures and the way to sign it.")
        template = "engagement/petitions/block.html"
        preview_template = "engagement/block_preview.html"

    def get_preview_value(self) -> Any:
        now = timezone.now()
        petition = Petition(
            title=str(SAMPLE_PETITION),
            number=1,
            publication=Publication.PUBLISHED,
            collection=Collection.OPEN,
            threshold=100,
            published_at=now,
            collecting_until=now + timedelta(days=30),
        )
        petition.count = SignatureCount(petition=petition, valid=63)
        return blocks.StructValue(self, [("petition", petition)])
