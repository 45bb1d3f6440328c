"""Which choices staff may look at."""

from engagement.models import Poll
from engagement.polls.selectors import results_visible


def polls_with_open_results() -> list[int]:
    """Return the keys of polls whose promise lets everybody see the results; staff are bound by it too."""
    return [poll.pk for poll in Poll.objects.all() if results_visible(poll, voted=False)]
