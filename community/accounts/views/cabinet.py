from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from community.core.personal_data import personal_data_sources


@never_cache
@login_required
def cabinet(request: HttpRequest) -> HttpResponse:
    """What the site knows about the person who looks at it."""
    sections = [
        (source, source.context(request.user) if source.context else {})
        for source in personal_data_sources()
        if source.template
    ]
    return render(request, "accounts/cabinet.html", {"sections": sections})
