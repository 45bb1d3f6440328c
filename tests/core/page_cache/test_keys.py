"""Which requests may be answered with a page that is kept for everybody, and where it lies."""

from io import BytesIO
from pathlib import PurePosixPath

import pytest
from django.core.handlers.wsgi import WSGIRequest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from community.core.page_cache.keys import is_secure, key_of
from tests.core.page_cache.keeping import HOST, key_at


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", "testserver/index"),
        ("/novyny/", "testserver/novyny/index"),
        ("/novyny/?page=2", "testserver/novyny/index@page=2"),
        ("/novyny/?page=2&category=osvita", "testserver/novyny/index@category=osvita@page=2"),
        ("/novyny/?utm_source=viber&fbclid=x", "testserver/novyny/index"),
        ("/novyny/?utm_source=viber&page=2", "testserver/novyny/index@page=2"),
        ("/sitemap.xml", "testserver/sitemap.xml@file"),
    ],
)
def test_where_a_page_lies(address: str, place: str) -> None:
    assert str(key_at(address)) == place


@pytest.mark.parametrize(
    "address",
    [
        "/?q=voda",
        "/novyny/?page=2&page=3",
        "/novyny/?page=../../etc",
        "/novyny/?category=%D0%BE",
        "/admin/",
        "/kabinet/",
        "/media/x.jpg",
        "/a/../b/",
        "//evil/",
        "/.git/",
        "/новини/",
    ],
)
def test_what_nobody_keeps(address: str) -> None:
    assert key_at(address) is None


@pytest.mark.parametrize("cookie", ["sessionid=abc", "a=1; messages=x", "_ga=1; csrftoken=abc"])
def test_whose_cookies_they_are_does_not_matter(cookie: str) -> None:
    assert key_at("/", HTTP_COOKIE=cookie) == key_at("/")


def test_each_look_has_its_own_pages() -> None:
    assert str(key_at("/", HTTP_COOKIE="reading=large-high")) == "testserver@large-high/index"
    assert key_at("/", HTTP_COOKIE="reading=../../x") == key_at("/")


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "PURGE"])
def test_only_reading_is_answered(method: str) -> None:
    assert key_at("/", REQUEST_METHOD=method) is None


def test_https_comes_first(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert key_at("/") is None
    assert key_at("/", HTTP_X_FORWARDED_PROTO="https") is not None
    assert key_at("/", **{"wsgi.url_scheme": "https"}) is not None


@given(host=st.text(max_size=40), path=st.text(max_size=80), query=st.text(max_size=80), cookie=st.text(max_size=60))
def test_no_request_leads_out_of_the_folder(host: str, path: str, query: str, cookie: str) -> None:
    environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": host, "PATH_INFO": f"/{path}", "QUERY_STRING": query}
    key = key_of({**environ, "HTTP_COOKIE": cookie, "wsgi.url_scheme": "http"})
    if key is not None:
        place = PurePosixPath(str(key))
        assert not place.is_absolute()
        assert not any(part.startswith(".") for part in place.parts)
        assert "\x00" not in str(key)
        assert max(len(part) for part in place.parts) < 240


@given(st.lists(st.sampled_from(["utm_source=a", "page=2", "gclid=z", "category=osvita"]), unique=True, max_size=4))
def test_the_order_of_a_query_and_what_advertisers_add_do_not_matter(parts: list[str]) -> None:
    own = sorted(part for part in parts if part.startswith(("page", "category")))
    assert key_at(f"/novyny/?{'&'.join(parts)}") == key_at(f"/novyny/?{'&'.join(own)}")
    assert HOST in str(key_at(f"/novyny/?{'&'.join(parts)}"))


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("told", [None, "https", "http", "https, http", "http, https", " https ", ""])
def test_what_came_over_tls_is_what_django_takes_for_it(settings: Settings, told: str | None, scheme: str) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "wsgi.url_scheme": scheme, "wsgi.input": BytesIO()}
    environ |= {} if told is None else {"HTTP_X_FORWARDED_PROTO": told}
    assert is_secure(environ) is WSGIRequest(environ).is_secure()
