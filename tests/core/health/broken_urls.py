"""A site with a page that always breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from community.urls import urlpatterns as of_the_site


@csrf_exempt
def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(1 // 0)


urlpatterns: list[URLPattern | URLResolver] = [path("broken/", broken), *of_the_site]
