"""Why a decision about few votes would show how people voted, and which decisions are refused for that.

Whoever watches the results while counted votes leave or come sees what those votes said. A decision about held votes
that leaves them out moves no result and may be of any size. See docs/features/poll-desk.md.
"""

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from community.core.small_cells import LEAST_CELL
from engagement.models import Poll
from engagement.models.poll import WATCHED_PROMISES
from engagement.models.poll_journal import PollEventKind
from engagement.models.vote import VoteState
from engagement.polls.conditions import Condition, condition_query, votes_meeting


def results_watchable(poll: Poll) -> bool:
    """Whether anybody may have seen the results before now, and so could see what a decision changed in them."""
    if poll.results_promise in WATCHED_PROMISES or poll.is_closed:
        return True
    return poll.events.filter(kind=PollEventKind.LOOKED_EARLY).exists()


def release_refusal(poll: Poll, condition: Condition) -> str:
    """Why the held votes that meet ``condition`` cannot be counted now; empty if they can."""
    released = votes_meeting(poll, condition).held().count()
    if not 0 < released < LEAST_CELL or not results_watchable(poll) or _is_last_release(poll, released):
        return ""
    return _(
        "Fewer than five votes would be counted, and the results would show how these people voted. Count at least "
        "five at once; if there are fewer, wait until the poll closes and count all its held votes together."
    )


def invalidation_refusal(poll: Poll, condition: Condition) -> str:
    """Why the votes that meet ``condition`` cannot be left out now; empty if they can.

    Asked whether the results are open or not: the decision may be taken back when they are.
    """
    if not any(0 < votes < LEAST_CELL for votes in _told_apart(poll, condition)):
        return ""
    return _(
        "The results would show how fewer than five people voted, by this decision alone or together with one that "
        "was taken back. Choose a condition that meets at least five counted votes more, or held votes only."
    )


def _is_last_release(poll: Poll, released: int) -> bool:
    """After the close, once, all the votes that were ever held: there is nothing left to compare them with."""
    waiting = poll.votes.filter(Q(state=VoteState.HELD) | Q(invalidated_from=VoteState.HELD)).count()
    return poll.is_closed and released == waiting


def _told_apart(poll: Poll, condition: Condition) -> list[int]:
    """The sizes of the groups of counted votes that this decision and former ones set apart from one another.

    Each decision is a sum somebody may have noted; sums of sets tell nothing of less than what no set divides.
    """
    if not condition:
        return []
    former = [
        When(condition_query(undone.condition) & Q(confirmed_at__lte=undone.made_at), then=1)
        for undone in poll.invalidations.filter(undone_at__isnull=False)
        # What retention took the whole condition of picks nothing any more.
        if undone.condition
    ]
    sets = {f"set_{number}": case for number, case in enumerate([When(condition_query(condition), then=1), *former])}
    marks = {name: Case(case, default=Value(0), output_field=IntegerField()) for name, case in sets.items()}
    marks["was_held"] = Case(When(flag_reason="", then=0), default=Value(1), output_field=IntegerField())
    counted = poll.votes.confirmed().order_by().annotate(**marks)
    groups = counted.values_list(*marks).annotate(votes=Count("pk"))
    # Outside every set nothing is told apart but by the results themselves.
    return [votes for *marked, votes in groups if any(marked[:-1])]
