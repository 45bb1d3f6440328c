from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from engagement.models import Poll, PollIndexPage
from engagement.polls.selectors import polls_results, results_for
from engagement.polls.views.of_address import with_poll
from engagement.responses import answer

CLOSED_PER_PAGE = 10


def poll_list(page: PollIndexPage, request: HttpRequest) -> HttpResponse:
    """All polls: running ones first, then those to come, then the closed ones with their results."""
    closed = Paginator(Poll.objects.closed().order_by("-closes_at", "-pk"), CLOSED_PER_PAGE)
    page_obj = closed.get_page(request.GET.get("page"))
    results = polls_results(list(page_obj))
    context = {
        "running": Poll.objects.running(),
        "upcoming": Poll.objects.upcoming().order_by("opens_at"),
        "closed": [(poll, results[poll.pk]) for poll in page_obj],
        "page_obj": page_obj,
    }
    return answer(page, request, "poll_list", context)


@with_poll
def poll_page(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """One poll; the same for everybody, so it can be cached."""
    return answer(page, request, "poll_page", {"poll": poll, "results": results_for(poll, voted=False)})
