from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings

from engagement.models import EngagementSettings, Poll
from engagement.models.poll import OptionsOrder, PollKind, PollStatus
from engagement.polls import selectors
from engagement.polls.forms import choice_hint
from engagement.polls.options import options_shown
from engagement.polls.selectors import PollResults

register = template.Library()


def _shown_on(request: Any) -> set[int]:
    """The polls already on the page that answers ``request``."""
    if request is None:
        return set()
    if not hasattr(request, "_polls_shown"):
        request._polls_shown = set()
    return request._polls_shown


def _closing_results(poll: Poll, *, preview: bool) -> PollResults | None:
    if not (poll.live and poll.is_closed and poll.pk):
        return None
    return selectors.results_for_staff(poll) if preview else selectors.results_for(poll, voted=False)


@register.simple_tag(takes_context=True)
def running_poll(context: dict[str, Any]) -> Poll | None:
    """The poll to show on every page, if one runs and the text above has not shown it already."""
    request = context.get("request")
    previewed = EngagementSettings.for_request(request) if getattr(request, "is_preview", False) else None
    poll = selectors.running_poll(previewed)
    return None if poll and poll.pk in _shown_on(request) else poll


@register.inclusion_tag("engagement/poll_widget.html", takes_context=True)
def poll_widget(
    context: dict[str, Any], poll: Poll, place: str = "poll", *, heading: bool = True, framed: bool = False
) -> dict[str, Any]:
    """A poll anywhere: a plain form to the poll's own page, a notice, or the results. ``place`` keeps ids apart.

    ``framed``: on another site, where links lead to whole addresses in a window of their own.
    """
    request = context.get("request")
    _shown_on(request).add(poll.pk)
    url = poll.get_url(request)
    if framed and url:
        url = urljoin(settings.SITE_URL, url)
    preview = getattr(request, "is_preview", False) or poll.pk is None
    options = options_shown(poll)
    return {
        "poll": poll,
        "url": url,
        "place": f"{place}-{poll.pk or 'sample'}",
        "heading": heading,
        "framed": framed,
        "votable": preview or (poll.is_running and bool(url)),
        "visible": preview or poll.live,
        "upcoming": poll.status == PollStatus.UPCOMING,
        "multiple": poll.kind == PollKind.MULTIPLE,
        "hint": choice_hint(poll) if poll.kind == PollKind.MULTIPLE else "",
        "options": options,
        "pictured": any(option.picture_id for option in options),
        # A page for everybody cannot give each their own order; whoever edits the poll wants to see the answers.
        "shuffled": poll.options_order == OptionsOrder.SHUFFLED and not preview,
        "results": _closing_results(poll, preview=preview),
    }
