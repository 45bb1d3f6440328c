"""A form of another site reaches nothing: every address of ours is posted to without a token."""

import re

import pytest

from tests.security.conftest import STRANGER, Who, everybody
from tests.security.walk import Values, routes, writes

pytestmark = pytest.mark.any_engine

# Which views take a POST without a token, and why that gives nothing to another site.
EXEMPT = {
    "community.accounts.views.unsubscribe.unsubscribe": "RFC 8058: the token in the address is the right",
    "engagement.petitions.views.from_letter.unsubscribe": "RFC 8058, as above",
    "news.digest.views.end": "RFC 8058, as above",
    # The API of the admin asks for the token itself (SessionAuthentication); the walk below proves it.
    "wagtail.admin.api.views.PagesAdminAPIViewSet": "SessionAuthentication",
    "wagtail.images.api.admin.views.ImagesAdminAPIViewSet": "SessionAuthentication",
    "wagtail.documents.api.admin.views.DocumentsAdminAPIViewSet": "SessionAuthentication",
    "community.core.reading.views.reading_settings": "the look of the pages guards nothing (ADR 0024)",
    "search.views.followed": "counts which result was chosen; no right, no person",
}  # fmt: skip
SIGN_IN = ("/kabinet/vkhid/", "/admin/login/")
WITHOUT_TOKEN = re.compile(
    r"/kabinet/vidpyska/|/vidpyska/|/novyny-lystom/vidpyska/|/chytannia/|/search/"
)  # fmt: skip


def full_name(callback: object) -> str:
    return f"{getattr(callback, '__module__', '')}.{getattr(callback, '__qualname__', '')}"


def test_these_and_no_others_are_exempt(demo: None) -> None:
    exempt = {full_name(route.callback) for route in routes() if getattr(route.callback, "csrf_exempt", False)}
    assert exempt == set(EXEMPT)


@pytest.mark.parametrize("who", everybody("resident", "administrator"))
def test_a_post_without_the_token_changes_nothing(who: Who, values: Values, undrawn: None) -> None:
    client = who.client(enforce_csrf_checks=True)
    wrong = []
    for route in routes(every_page=False):
        for address in route.addresses(values):
            with writes() as tables:
                response = client.post(address, {"action": "delete", "confirm": "1"})
            sent_to_sign_in = response.headers.get("Location", "").startswith(SIGN_IN)
            refused = response.status_code in {403, 404, 405} or sent_to_sign_in
            taken = not refused and not WITHOUT_TOKEN.match(address)
            if tables or taken:
                wrong.append((address, response.status_code, sorted(tables)))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_token_of_another_visitor_is_none(demo: None) -> None:
    theirs, mine = STRANGER.client(enforce_csrf_checks=True), STRANGER.client(enforce_csrf_checks=True)
    theirs.get("/kabinet/vkhid/")
    token = theirs.cookies["csrftoken"].value
    assert mine.post("/kabinet/vkhid/", {"login": "a", "csrfmiddlewaretoken": token}).status_code == 403
    mine.get("/kabinet/vkhid/")
    assert mine.post("/kabinet/vkhid/", {"login": "a", "csrfmiddlewaretoken": token}).status_code == 403
    own = mine.cookies["csrftoken"].value
    assert mine.post("/kabinet/vkhid/", {"login": "a", "csrfmiddlewaretoken": own}).status_code == 422


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_another_site_is_refused_whatever_it_knows(origin: str, demo: None) -> None:
    client = STRANGER.client(enforce_csrf_checks=True)
    client.get("/kabinet/vkhid/")
    fields = {"login": "a", "password": "b", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/kabinet/vkhid/", fields, HTTP_ORIGIN=origin).status_code == 403
