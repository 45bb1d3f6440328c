"""Text that tries to be a program, in every field at once, on every page of the site and every screen of the admin."""

import pytest

from community.messaging.models import Channel, Message
from community.messaging.rendering import message_render
from tests.security.conftest import EVERYBODY, STRANGER, Who
from tests.security.liveness import COMPUTED, MARK, PAYLOADS, alive, htmls
from tests.security.planting import plant
from tests.security.walk import Values, routes

pytestmark = pytest.mark.any_engine

WHO = [who for who in EVERYBODY if who.name in {"stranger", "resident", "administrator"}]
# Where what was asked for is said again.
ASKED = (
    "q",
    "next",
    "back",
    "title",
    "error",
    "page",
    "category",
    "from",
    "name",
    "kind",
    "year",
    "sort",
    "ordering",
    "url",
)


@pytest.mark.parametrize("who", WHO, ids=str)
def test_no_text_comes_alive(who: Who, values: Values) -> None:
    planted = plant()
    assert len(planted) > 120
    assert {
        "news.NewsPage.lead",
        "wagtailcore.Page.title",
        "engagement.Poll.question",
        "accounts.User.settlement",
    } <= planted
    client, seen = who.client(), 0
    wrong: list[tuple[str, str]] = []
    for route in routes():
        for address in route.addresses(values):
            response = client.get(address)
            for html in htmls(response):
                seen += MARK in html
                wrong.extend((address, mark) for mark in alive(html))
            if response.status_code >= 500:
                wrong.append((address, "500"))
    assert seen > 50
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("who", WHO, ids=str)
def test_nothing_asked_for_comes_alive(who: Who, values: Values) -> None:
    client = who.client()
    wrong: list[tuple[str, str]] = []
    for number, route in enumerate(routes()):
        for address in route.addresses(values):
            payload = PAYLOADS[0] if number % 3 else PAYLOADS[5]
            response = client.get(address, dict.fromkeys(ASKED, payload))
            wrong.extend((address, mark) for html in htmls(response) for mark in alive(html))
            if response.status_code >= 500:
                wrong.append((address, "500"))
    assert not wrong, "\n".join(map(str, wrong))


def test_no_letter_comes_alive(demo: None) -> None:
    plant()
    seen = 0
    for message in Message.objects.filter(channel=Channel.EMAIL)[:200]:
        content = message_render(message=message, secrets=message.secrets)
        seen += MARK in content.html
        assert not alive(content.html), message.template
    assert seen


def test_a_form_that_comes_back_is_no_program(demo: None) -> None:
    fields = dict.fromkeys(
        (
            "login",
            "email",
            "last_name",
            "first_name",
            "settlement",
            "phone",
            "title",
            "text",
            "choice",
            "receipt",
            "code",
        ),
        PAYLOADS[0],
    )
    for route in routes():
        if "%(" in route.template or route.template.startswith("/admin/"):
            continue
        for client in (STRANGER.client(), Who("resident", "orysia").client()):
            for html in htmls(client.post(route.template, fields)):
                assert not alive(html), route.template


@pytest.mark.parametrize(
    "html",
    [
        f"<p><{MARK}>",
        f'<a href="x" on{MARK}=1>',
        f'<a href=" java\tscript:{MARK}()">',
        f'<p title="\'" on{MARK}=1 >">',
        f"<script>var a = '</script><{MARK}>'</script>",
        f"<title></title><{MARK}></title>",
        f'<iframe srcdoc="&lt;{MARK}&gt;"></iframe>',
        f"<p>{COMPUTED}</p>",
        f'<img src=x onerror="{MARK}()">',
    ],
)
def test_the_reader_tells_what_is_alive(html: str) -> None:
    assert alive(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>&lt;{MARK}&gt;",
        f"<title><{MARK}></title>",
        f'<p title="<{MARK}> on{MARK}=1">',
        f"<textarea><{MARK}></textarea>",
    ],
)
def test_the_reader_knows_what_is_only_text(html: str) -> None:
    assert not alive(html)
