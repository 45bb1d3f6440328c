"""What no screen of the admin sends, asked of each of them: an answer that says so, never a broken page."""

import re

import pytest
from django.test import Client, RequestFactory

from community.core.admin_queries import is_unreadable
from community.core.models import CommunityImage
from tests.security.conftest import ADMINISTRATOR
from tests.security.walk import Values, routes

pytestmark = pytest.mark.any_engine

NUMBERS = (
    *("p", "page", "position", "parent_page_id", "root_page", "collection_id", "site", "month", "year", "id"),
    *("target_pages[]", "id__in", "collection", "user", "content_type", "owner", "usage_count_min", "uploaded_by"),
)
WORDS = ("ordering", "o", "sort", "q", "page_type", "locale", "tag", "create_model", "model", "export", "format")
DATES = ("latest_revision_created_at_from", "latest_revision_created_at_to", "created_at_from", "timestamp_from")
ODD: dict[str, dict[str, str]] = {
    "words for numbers": {**dict.fromkeys(NUMBERS, "слово"), **dict.fromkeys(WORDS, "немає")},
    "great numbers": dict.fromkeys(NUMBERS, "9" * 30),
    "below nought": {**dict.fromkeys(NUMBERS, "-1"), **dict.fromkeys(WORDS, "-")},
    "other digits": dict.fromkeys(NUMBERS, "²"),
    "no sign at all": dict.fromkeys((*NUMBERS, *WORDS, *DATES), "a\x00b"),
    "half a sign": dict.fromkeys((*WORDS, *DATES), "\ud800"),
    "models": dict.fromkeys(WORDS, "wagtailcore.немає"),
    "fields of others": {**dict.fromkeys(WORDS, "owner__password"), **dict.fromkeys(DATES, "0000-99-99")},
    "orders": {"ordering": "content_type", "q": "рада", "p": "0"},
    "own order": {"ordering": "ord", "q": "рада", "p": "99999"},
    "nothing": dict.fromkeys((*NUMBERS, *WORDS, *DATES), ""),
}
# Found by the walk: each broke a screen of Wagtail's. PostgreSQL compares with a number too great for its column.
BROKE: tuple[tuple[str, dict[str, str], set[int]], ...] = (
    ("/admin/choose-page/", {"target_pages[]": "слово"}, {400}),
    ("/admin/choose-page/chosen-multiple/", {"id": "слово"}, {400}),
    ("/admin/choose-external-link/", {"parent_page_id": "слово"}, {400}),
    ("/admin/documents/chooser/chosen-multiple/", {"id": "9" * 30}, {200, 400}),
    ("/admin/pages/", {"owner": "9" * 30}, {200, 400}),
    ("/admin/reports/site-history/", {"user": "9" * 30}, {200, 400}),
    # Words that people do send together: a search among pictures of a tag, or of a count of uses.
    ("/admin/images/chooser/results/", {"q": "рада", "tag": "рада"}, {200}),
    ("/admin/images/", {"q": "рада", "usage_count_min": "0"}, {200}),
    ("/admin/documents/", {"q": "рада", "usage_count_min": "0"}, {200}),
    # As people write names of schools.
    ("/admin/pages/", {"q": 'Школа "Зоря" = 1'}, {200}),
    ("/admin/choose-page/search/", {"q": '"'}, {200}),
    ("/admin/snippets/choose/engagement/poll/results/", {"q": "'\" on=1 ><b>"}, {200}),
)


def encoded(value: str) -> str:
    """As a program could send it: half a sign is bytes too."""
    return "".join(f"%{byte:02x}" for byte in value.encode("utf-8", "surrogatepass"))


def status(client: Client, address: str, query: dict[str, str]) -> int:
    sent = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in query.items())
    response = client.get(address, QUERY_STRING=sent)
    # Streams break while they are read.
    _body = response.getvalue()
    return response.status_code


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ODD)
def test_no_query_breaks_a_screen(kind: str, values: Values) -> None:
    client = ADMINISTRATOR.client()
    addresses = [address for route in routes(every_page=False) for address in route.addresses(values)[:1]]
    below = [address for address in addresses if address.startswith("/admin/")]
    answers = {address: status(client, address, ODD[kind]) for address in below}
    broken = [address for address, code in answers.items() if code >= 500]
    assert len(below) > 400
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("address", "query", "wanted"), BROKE)
def test_what_broke_does_so_no_more(address: str, query: dict[str, str], wanted: set[int], values: Values) -> None:
    assert status(ADMINISTRATOR.client(), address, query) in wanted


@pytest.mark.parametrize(
    ("exception", "query", "expected"),
    [
        (ValueError("Field 'id' expected a number but got 'слово'."), {"id": "слово"}, True),
        (ValueError("Field 'id' expected a number but got 'інше'."), {"id": "слово"}, False),
        (ValueError("Something of ours"), {"id": "слово"}, False),
        (OverflowError("too large"), {"id": "9"}, True),
        (OverflowError("too large"), {}, False),
        (KeyError("слово"), {"id": "слово"}, False),
    ],
)
def test_a_fault_of_ours_stays_one(exception: Exception, query: dict[str, str], expected: bool) -> None:
    factory = RequestFactory()
    assert is_unreadable(factory.get("/admin/pages/", query), exception) is expected
    assert not is_unreadable(factory.get("/novyny/", query), exception)
    assert not is_unreadable(factory.post("/admin/pages/", query), exception)


def test_a_search_among_chosen_pictures_finds_only_those(demo: None) -> None:
    chosen, other = CommunityImage.objects.order_by("pk")[:2]
    for picture in (chosen, other):
        picture.title = "Незвична назва"
        picture.save()
    chosen.tags.add("рада")
    answer = ADMINISTRATOR.client().get("/admin/images/chooser/results/", {"q": "незвична", "tag": "рада"})
    assert re.findall(r"images/chooser/chosen/(\d+)/", answer.content.decode()) == [str(chosen.pk)]
