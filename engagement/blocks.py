"""What other apps' pages may hold of this one."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from engagement.models import Poll, PollOption

SAMPLE_QUESTION = _("What should the community repair first?")
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
        preview_template = "engagement/poll_block_preview.html"

    def get_preview_value(self) -> Any:
        poll = Poll(question=str(SAMPLE_QUESTION), closes_at=timezone.now() + timedelta(days=7))
        poll.options = [PollOption(pk=number, text=str(text)) for number, text in enumerate(SAMPLE_OPTIONS, start=1)]
        return blocks.StructValue(self, [("poll", poll)])
