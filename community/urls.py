"""The addresses of the site; pages of the tree come last because they answer every path."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from community.core.media.views import picture_serve
from community.core.page_routing import page_serve

handler500 = "community.core.page_cache.outage.server_error"
handler429 = "community.core.views.too_many_requests"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.accounts.door_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("kabinet/", include("community.accounts.urls")),
    path("", include("community.core.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("opendata/", include("engagement.petitions.open_data.urls")),
    path("search/", include("search.urls")),
    path("", include("news.urls")),
    path("novyny-lystom/", include("news.digest.urls")),
    path("", include("engagement.petitions.letter_urls")),
    path("", include("home.preview_links.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(
            rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.*)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        ),
    ]

if settings.S3_BUCKET:
    urlpatterns += [re_path(r"^media/(?P<name>(?:original_)?images/[^/]+)$", picture_serve)]

urlpatterns += [
    re_path(wagtail_urls.serve_pattern, page_serve),
    path("", include(wagtail_urls)),
]
