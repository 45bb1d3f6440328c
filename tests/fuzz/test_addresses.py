"""Whatever stands in the query or the path of an address, the site answers with a page, never with a failure."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from home.models import HomePage, PeopleIndexPage
from news.models import NewsIndexPage
from tests.fuzz.conftest import OF_THE_SITE
from tests.fuzz.texts import TEXTS
from tests.home.builders import make_act, make_acts
from tests.news.builders import make_article, make_news_index

pytestmark = pytest.mark.any_engine

NAMES = (
    "q",
    "page",
    "category",
    "year",
    "month",
    "kind",
    "status",
    "district",
    "settlement",
    "from",
    "to",
    "url",
    "format",
    "sort",
)
LETTERS = ("/vidpyska/", "/zaperechennia/", "/kabinet/vidpyska/", "/kabinet/poshta/", "/chernetka/")


@pytest.fixture
def site(home_page: HomePage) -> HomePage:
    index: NewsIndexPage = make_news_index(home_page)
    make_article(index)
    make_act(make_acts(home_page))
    home_page.add_child(instance=PeopleIndexPage(title="Люди", slug="liudy"))
    return home_page


def answered(client: Client, address: str, query: dict[str, str] | None = None) -> None:
    response = client.get(address, query or {})
    # 501 is oEmbed's word for a format that a site does not speak.
    assert response.status_code in {200, 301, 302, 303, 400, 403, 404, 410, 422, 429, 501}, (address, query)


@OF_THE_SITE
@given(st.dictionaries(st.sampled_from(NAMES), TEXTS | st.integers().map(str), max_size=6))
@example({"year": "9" * 5000})
@example({"page": "1e9", "month": "13", "year": "0"})
@example({"q": "\x00"})
@example({"q": "𗀀"})
@example({"q": '((((AND OR NOT NEAR "*'})
def test_any_query_is_answered(site: HomePage, query: dict[str, str]) -> None:
    client = Client()
    for address in ("/", "/novyny/", "/dokumenty/", "/liudy/", "/search/", "/search/suggest/", "/oembed"):
        answered(client, address, query)


@OF_THE_SITE
@given(TEXTS)
@example("%00")
@example("../" * 20 + "etc/passwd")
@example("..%2f..%2fetc%2fpasswd")
def test_any_path_is_answered(site: HomePage, text: str) -> None:
    client = Client()
    for beginning in ("/", "/media/", "/documents/1/", "/kartka/", *LETTERS):
        answered(client, beginning + quote(text) + "/")
        answered(client, beginning + quote(text, safe="/.%"))


@OF_THE_SITE
@given(TEXTS)
def test_any_cookie_is_read(site: HomePage, text: str) -> None:
    client = Client()
    for name in ("reading", "sessionid", "csrftoken", "messages"):
        client.cookies[name] = quote(text)
    answered(client, "/")
