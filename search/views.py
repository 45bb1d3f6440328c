from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from community.core.models import CommunitySettings
from search import selectors
from search.engines.conditions import Limits
from search.finding import Question
from search.kinds import KINDS
from search.models import SearchEntry
from search.reporting import empty_question_count, followed_count
from search.selectors import query_clean

NEWEST = "newest"
# Longer than any value a link of ours carries.
VALUE_LENGTH = 80


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The results for ``?q=…&kind=…&category=…&year=…&sort=…&page=…``; never in an index of a search engine."""
    question = _question(request)
    answer = selectors.search(question, page_number=request.GET.get("page", "1"), request=request)
    if question.text and not answer.count and not question.limits and not question.as_typed:
        empty_question_count(text=question.text)
    context = {"query": question.text, "question": question, "answer": answer, "results": answer.page}
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Titles for a question that is being typed, as OpenSearch has them: for the browser's bar and our own field."""
    query = query_clean(request.GET.get("q", ""))
    response = JsonResponse(
        [query, selectors.suggestions(query)], safe=False, json_dumps_params={"ensure_ascii": False}
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=86400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches this site from its own bar."""
    context = {
        "name": CommunitySettings.for_request(request).name,
        "search": request.build_absolute_uri(reverse("search")),
        "suggest": request.build_absolute_uri(reverse("search_suggest")),
    }
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")


# Browsers send it by themselves when a result is opened; it carries neither cookie nor token and changes only a count.
@csrf_exempt
@require_POST
def followed(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Count that a result was opened."""
    entry = SearchEntry.objects.public().filter(pk=entry_id).first()
    if entry:
        followed_count(text=query_clean(request.GET.get("q", "")), title=entry.title)
    return HttpResponse(status=204)


def _question(request: HttpRequest) -> Question:
    asked = request.GET
    year, kind = asked.get("year", ""), asked.get("kind", "")
    limits = Limits(
        kind=kind if kind in KINDS else "",
        category=query_clean(asked.get("category", ""))[:VALUE_LENGTH],
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
    )
    return Question(
        query_clean(asked.get("q", "")), limits, asked.get("sort") == NEWEST, as_typed=asked.get("exact") == "1"
    )
