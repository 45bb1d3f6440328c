"""Addresses that every site has: documents, the theme, robots.txt and the lists for search engines."""

from django.urls import path, re_path

from community.core.catalogue.views import design_system
from community.core.health.views import healthz, metrics, readyz
from community.core.oembed_view import oembed
from community.core.page_cache.outage import OUTAGE_PATH, outage_notice
from community.core.page_cache.recording import same_for_all
from community.core.page_card_view import page_card_picture
from community.core.reading.views import reading_settings
from community.core.sitemap import sitemap_file, sitemap_index
from community.core.views import document_serve, robots_txt, site_css, theme_css

# A page's number that fits the database's 32 bits.
PAGE_ID = "[1-9][0-9]{0,8}"

urlpatterns = [
    # Before Wagtail's own address of the same form.
    re_path(r"^documents/(?P<document_id>\d+)/(?P<document_filename>.+)$", document_serve),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("site.css", site_css, name="site_css"),
    path("theme.css", theme_css, name="theme_css"),
    path("oembed", oembed, name="oembed"),
    re_path(rf"^kartka/(?P<page_id>{PAGE_ID})-(?P<digest>[0-9a-f]{{16}})\.png$", page_card_picture, name="page_card"),
    path("chytannia/", reading_settings, name="reading_settings"),
    path("dyzain-systema/", design_system, name="design_system"),
    path(OUTAGE_PATH.lstrip("/"), outage_notice, name="outage"),
    path("robots.txt", robots_txt, name="robots_txt"),
    path("sitemap.xml", same_for_all(sitemap_index), name="sitemap_index"),
    path("sitemap-pages.xml", same_for_all(sitemap_file), name="sitemap"),
]
