from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.selectors import query_clean, search_pages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The results for ``?q=…&page=…``; never in an index of a search engine."""
    query = query_clean(request.GET.get("q", ""))
    results = search_pages(query=query, page_number=request.GET.get("page", "1"))
    response = render(request, "search/search.html", {"query": query, "results": results})
    response["X-Robots-Tag"] = "noindex"
    return response
