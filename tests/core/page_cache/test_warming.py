"""Pages made before anybody asks."""

from typing import Any

import pytest
from wagtail.models import Site

from community.core.page_cache.keys import key_of
from community.core.page_cache.shelf import Shelf
from community.core.page_cache.warming import warm
from tests.core.page_cache.keeping import HOST

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("transport_security")
def test_the_front_page_is_made_as_visitors_come_though_the_site_knows_nothing_of_tls(
    kept: Shelf, addresses: dict[str, str], settings: Any
) -> None:
    settings.SITE_URL = f"https://{HOST}"
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    Site.objects.update(hostname=HOST, port=80)
    kept.clear()
    warm([])
    visit = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": "/", "HTTP_X_FORWARDED_PROTO": "https"}
    key = key_of(visit)
    # As a file that a web server finds.
    assert f"{key}.html" in kept.paths()
