"""What is drawn of a poll: the poster for a notice board and the picture for social networks. Never a result."""

from django.utils.translation import gettext as _

from community.core.local_time import day_text, moment_text
from community.core.models import CommunitySettings
from community.core.pdf.poster import Poster, poster_draw
from community.core.social_card import social_card
from engagement.models import Poll
from engagement.models.poll import PollStatus


def poster_pdf(poll: Poll, sender: CommunitySettings, link: str) -> bytes:
    """One A4 page: what is asked, until when, how to answer."""
    poster = Poster(
        name=_("Poll: %(question)s") % {"question": poll.question},
        kind=_("Poll of the community"),
        title=poll.question,
        facts=(when(poll),),
        how=_("How to vote"),
        steps=(
            _("Point the camera of your phone at the code or type the address."),
            _("Choose an answer and give an e-mail address. You need not register."),
            _("Confirm the vote from the letter. One address is one vote."),
        ),
        link=link,
    )
    return poster_draw(poster, sender)


def picture_png(poll: Poll, sender: CommunitySettings) -> bytes:
    """The question as a picture."""
    return social_card(
        community=sender.name, colour=sender.brand_colour, kind=_("Poll"), title=poll.question, foot=when(poll)
    )


def when(poll: Poll) -> str:
    """When one can vote, in one line."""
    if poll.status == PollStatus.UPCOMING:
        return _("Voting opens on %(moment)s.") % {"moment": moment_text(poll.opens_at)}
    if poll.status == PollStatus.RUNNING:
        return _("You can vote until %(moment)s.") % {"moment": moment_text(poll.closes_at)}
    return _("The poll closed on %(day)s.") % {"day": day_text(poll.closes_at)}
