"""What everybody may read of polls: the same for all visitors, without a cookie, so that it can be cached whole."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse

from community.core.embed import embed_code, framed
from engagement.models import Poll, PollIndexPage
from engagement.models.poll import PollQuerySet
from engagement.polls.addresses import EMBED_HEIGHT, poll_link
from engagement.polls.selectors import polls_results, results_for
from engagement.polls.views.of_address import with_poll
from engagement.responses import answer

CLOSED_PER_PAGE = 10


def poll_list(page: PollIndexPage, request: HttpRequest) -> HttpResponse:
    """All polls: running ones first, then those to come, then the closed ones, of a year if asked, with results."""
    numbers = _closed_by_year()
    chosen = _year_of(request.GET.get("year", ""), numbers)
    closed = _closed().filter(closes_at__year=chosen) if chosen else _closed()
    paginator = Paginator(closed.order_by("-closes_at", "-pk"), CLOSED_PER_PAGE)
    # Known already, so not counted again.
    paginator.count = numbers[chosen] if chosen else sum(numbers.values())
    page_obj = paginator.get_page(request.GET.get("page"))
    results = polls_results(list(page_obj))
    context = {
        "running": Poll.objects.running().annotate(answers=Count("options")).order_by("closes_at", "pk"),
        "upcoming": Poll.objects.upcoming().order_by("opens_at"),
        "closed": [(poll, results[poll.pk]) for poll in page_obj],
        "years": sorted(numbers, reverse=True),
        "chosen_year": chosen,
        "page_obj": page_obj,
    }
    return answer(page, request, "poll_list", context)


@with_poll
def poll_page(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """One poll, whole."""
    context = {
        "poll": poll,
        "results": results_for(poll, voted=False),
        "link": poll_link(page, poll),
        "picture": poll_link(page, poll, "poll_picture"),
        "embed_code": embed_code(src=poll_link(page, poll, "poll_embed"), title=poll.question, height=EMBED_HEIGHT),
    }
    return answer(page, request, "poll_page", context)


@with_poll
def poll_embed(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """The poll in another site's frame: choosing leads to this site, where one votes."""
    context = {"poll": poll, "link": poll_link(page, poll), "results": results_for(poll, voted=False)}
    return framed(answer(page, request, "poll_embed", context))


def _closed() -> PollQuerySet:
    return Poll.objects.closed()


def _closed_by_year() -> dict[int, int]:
    """How many polls closed in each year."""
    years = _closed().order_by().annotate(year=ExtractYear("closes_at")).values_list("year")
    return dict(years.annotate(Count("pk")))


def _year_of(raw: str, years: Iterable[int]) -> int | None:
    """The year asked for, if a poll closed in it."""
    return next((year for year in years if str(year) == raw), None)
