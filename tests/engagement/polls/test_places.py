"""Where a poll lives: its page, the list, an article, every page, other sites, paper. The same poll everywhere."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings
from wagtail.models import PageViewRestriction, Site

from community.accounts.models import User
from community.core.models import CommunitySettings
from engagement.models import Poll, PollIndexPage
from engagement.models.poll import OptionsOrder, ResultsPromise
from engagement.polls.services.closing import poll_close_early
from home.models import HomePage
from news.models import NewsIndexPage
from tests.core.pdf.reading import outline, read, text_of
from tests.engagement.polls.builders import OPTIONS, URL, close, confirmed_vote, poll_make, text
from tests.news.builders import make_article
from tests.services.frames import FRAME_SCRIPT, scripts_of

PLACES = ("", "vbudovano/", "kartynka/", "plakat/", "kod/")
SITE = "http://127.0.0.1:8000"


def article_with(poll: Poll) -> str:
    home = HomePage.objects.get()
    news = home.add_child(instance=NewsIndexPage(title="Новини", slug="novyny"))
    return make_article(news, body=[("poll", {"poll": poll})]).url


def oembed(client: Client, url: str, **query: object):  # type: ignore[no-untyped-def]  # what the test client gives
    return client.get(f"/oembed?{urlencode({'url': url, **query})}")


def test_every_place_shows_the_same_poll(client: Client, poll: Poll) -> None:
    action = f'action="{URL}holos/"'
    for address in (URL, article_with(poll), "/"):
        page = text(client.get(address))
        assert poll.question in page
        assert page.count(action) == 1
        assert all(option in page for option in OPTIONS)
    frame = text(client.get(f"{URL}vbudovano/"))
    assert f'action="{SITE}{URL}holos/" target="_blank" rel="noopener"' in frame
    assert all(option in frame for option in OPTIONS)
    assert poll.question in text(client.get("/opytuvannia/"))


def test_no_place_sets_a_cookie_and_all_may_be_cached(client: Client, poll: Poll) -> None:
    for place in PLACES:
        response = client.get(f"{URL}{place}")
        assert response.status_code == 200
        assert not response.cookies
        assert not response.wsgi_request.session.accessed
        # A page comes in the looks that readers choose; pictures, frames and data do not.
        assert ("Cookie" in response.get("Vary", "")) == (place == "")


@pytest.mark.parametrize("promise", [ResultsPromise.AFTER_VOTE, ResultsPromise.AFTER_CLOSE])
def test_hidden_results_are_in_no_place(client: Client, poll_index: PollIndexPage, promise: ResultsPromise) -> None:
    poll = poll_make(results_promise=promise)
    before = {place: client.get(f"{URL}{place}").content for place in PLACES}
    listed = client.get("/opytuvannia/").content
    for number in range(3):
        confirmed_vote(poll, f"olena{number}@example.com")
    after = {place: client.get(f"{URL}{place}").content for place in PLACES}
    assert after == before
    assert client.get("/opytuvannia/").content == listed
    assert "<meter" not in text(client.get(f"{URL}vbudovano/"))


def test_only_the_frame_may_stand_on_another_site(client: Client, poll: Poll) -> None:
    frame = client.get(f"{URL}vbudovano/")
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors *;" in frame["Content-Security-Policy"]
    assert frame["X-Robots-Tag"] == "noindex"
    html = frame.content.decode()
    assert scripts_of(html) == [FRAME_SCRIPT]
    assert "csrf" not in html
    for place in ("", "holos/"):
        assert client.get(f"{URL}{place}")["X-Frame-Options"] == "SAMEORIGIN"


def test_the_frame_of_a_closed_poll_shows_the_results(client: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    close(poll)
    page = text(client.get(f"{URL}vbudovano/"))
    assert "Опитування завершено" in page
    assert "1 · 100 %" in page
    assert "<form" not in page


def test_the_frame_of_a_shuffled_poll_leads_to_the_ballot(client: Client, poll_index: PollIndexPage) -> None:
    poll_make(options_order=OptionsOrder.SHUFFLED)
    page = text(client.get(f"{URL}vbudovano/"))
    assert f'href="{SITE}{URL}holos/" rel="noopener nofollow" target="_blank">Перейти до голосування' in page


def test_webmasters_get_a_frame_and_a_listener_that_loads_nothing(client: Client, poll: Poll) -> None:
    page = text(client.get(URL))
    assert f"&lt;iframe src=&quot;{SITE}{URL}vbudovano/&quot; title=&quot;{poll.question}&quot;" in page
    assert "e.source===f.contentWindow" in page
    assert "&lt;script src" not in page


def test_the_page_tells_networks_what_it_is(client: Client, poll: Poll) -> None:
    page = text(client.get(URL))
    for name, value in (
        ("og:title", poll.question),
        ("og:url", f"{SITE}{URL}"),
        ("og:image", f"{SITE}{URL}kartynka/"),
        ("og:image:alt", f"Опитування: {poll.question}"),
    ):
        assert f'<meta property="{name}" content="{value}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert f'<link rel="canonical" href="{SITE}{URL}">' in page


def test_a_poll_closed_early_says_so_with_the_reason(client: Client, poll: Poll) -> None:
    staff = User.objects.create_user("officer", password="kalyna-berizka")
    confirmed_vote(poll)
    poll_close_early(poll=poll, reason="Кошти надійшли раніше", actor=staff)
    page = text(client.get(URL))
    assert "завершено достроково" in page
    assert "Кошти надійшли раніше" in page
    assert "Завершено достроково. Кошти надійшли раніше" in text(client.get("/opytuvannia/"))


def test_the_list_says_how_many_answers_and_until_when(client: Client, poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(description="<p>Кошторис на рік.</p>")
    page = text(client.get("/opytuvannia/"))
    assert "3 відповіді на вибір" in page
    assert "Кошторис на рік." in page
    assert "Жодне опитування ще не завершилося" in page


def test_past_polls_are_found_by_year(client: Client, poll_index: PollIndexPage) -> None:
    now = timezone.now()
    for question, days in (("Торік?", 400), ("Тепер?", 2)):
        close(poll_make(question=question, opens_at=now - timedelta(days=days + 9)), ago=timedelta(days=days))
    year = (now - timedelta(days=400)).year
    everything = text(client.get("/opytuvannia/"))
    assert f'href="?year={year}#closed"' in everything
    assert ("Торік?" in everything, "Тепер?" in everything) == (True, True)
    narrowed = text(client.get(f"/opytuvannia/?year={year}"))
    assert ("Торік?" in narrowed, "Тепер?" in narrowed) == (True, False)
    for nonsense in ("0", "9" * 40, "x", "\0", "1999"):
        response = client.get("/opytuvannia/", {"year": nonsense})
        assert response.status_code == 200
        assert "Тепер?" in text(response)


# ---- oEmbed


def test_another_site_learns_how_to_show_the_poll(client: Client, poll: Poll) -> None:
    page = client.get(URL).content.decode()
    found = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert found
    response = client.get(found.group(1).replace("&amp;", "&").removeprefix(SITE))
    answer = response.json()
    assert (answer["type"], answer["version"], answer["title"]) == ("rich", "1.0", poll.question)
    assert answer["provider_url"] == SITE
    assert f'<iframe src="{SITE}{URL}vbudovano/"' in answer["html"]
    assert answer["thumbnail_url"] == f"{SITE}{URL}kartynka/"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_the_size_asked_for_is_kept(client: Client, poll: Poll) -> None:
    answer = oembed(client, f"{SITE}{URL}", maxwidth=320, maxheight=200).json()
    assert (answer["width"], answer["height"]) == (320, 200)
    assert 'width="320" height="200"' in answer["html"]
    assert "thumbnail_url" not in answer
    large = oembed(client, f"{SITE}{URL}", maxwidth=5000, maxheight=5000).json()
    assert (large["width"], large["height"]) == (600, 480)


def test_the_answer_comes_as_xml_too(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(question="Парк & річка\x01 <так>?", slug="park")
    response = oembed(client, f"{SITE}{poll.get_url()}", format="xml")
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert response["Content-Type"].startswith("text/xml")
    assert root.findtext("title") == "Парк & річка <так>?"
    assert "<iframe" in (root.findtext("html") or "")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"url": f"{SITE}{URL}", "format": "yaml"}, 501),
        ({"url": f"{SITE}{URL}", "maxwidth": "x"}, 400),
        ({"url": f"{SITE}{URL}", "maxheight": "0"}, 400),
        ({"url": f"{SITE}{URL}", "maxwidth": "-1"}, 400),
        ({"url": f"{SITE}{URL}", "maxwidth": "9" * 5000}, 400),
        ({"url": f"{SITE}{URL}", "maxwidth": "٣"}, 400),
        ({}, 400),
        ({"url": "https://example.org" + URL}, 404),
        ({"url": f"{SITE}@example.org{URL}"}, 404),
        ({"url": f"{SITE}/opytuvannia/nemaie/"}, 404),
        ({"url": f"{SITE}/opytuvannia/"}, 404),
        ({"url": f"{SITE}{URL}holos/"}, 404),
        ({"url": f"{SITE}/opytuvannia/" + "a" * 10_000}, 404),
        ({"url": f"{SITE}/opytuvannia/\0/"}, 404),
        ({"url": "http://[::1"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": URL}, 404),
    ],
)
def test_hostile_questions_get_the_status_of_the_specification(
    client: Client, poll: Poll, query: dict[str, str], status: int
) -> None:
    assert client.get(f"/oembed?{urlencode(query)}").status_code == status


def test_a_draft_is_not_there_and_a_private_page_is_refused(client: Client, poll: Poll, poll_index: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(live=False)
    assert oembed(client, f"{SITE}{URL}").status_code == 404
    Poll.objects.filter(pk=poll.pk).update(live=True)
    PageViewRestriction.objects.create(page=poll_index, restriction_type=PageViewRestriction.LOGIN)
    assert oembed(client, f"{SITE}{URL}").status_code == 401


# ---- the picture, the poster, the code


@pytest.mark.parametrize(
    "question", ["Так?", "Що ремонтувати насамперед?", "Щодо впорядкування територій " * 8, "Ж" * 250]
)
def test_the_picture_is_drawn_for_any_question(client: Client, poll_index: PollIndexPage, question: str) -> None:
    poll = poll_make(question=question[:255], slug="pytannia")
    response = client.get(f"{poll.get_url()}kartynka/")
    assert response["Content-Type"] == "image/png"
    picture = Image.open(BytesIO(response.content)).convert("RGB")
    assert picture.size == (1200, 630)
    colour = CommunitySettings.for_site(Site.objects.get()).brand_colour
    assert picture.getpixel((5, 5)) == tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    # Nothing is written into the margins.
    assert picture.crop((0, 112, 78, 616)).getcolors() == [(78 * 504, (255, 255, 255))]
    assert picture.crop((1122, 112, 1200, 616)).getcolors() == [(78 * 504, (255, 255, 255))]


@pytest.mark.parametrize("place", ["kartynka/", "plakat/"])
def test_drawings_may_be_cached_and_change_with_what_they_show(client: Client, poll: Poll, place: str) -> None:
    response = client.get(f"{URL}{place}")
    assert response["Cache-Control"] == "public, max-age=3600"
    again = client.get(f"{URL}{place}", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    settings = CommunitySettings.for_site(Site.objects.get())
    settings.name = "Надозерська громада"
    settings.save()
    renamed = client.get(f"{URL}{place}", headers={"If-None-Match": response["ETag"]})
    assert renamed.status_code == 200
    assert renamed.content != response.content


def test_the_picture_says_when_the_poll_has_closed(client: Client, poll: Poll) -> None:
    running = client.get(f"{URL}kartynka/")
    close(poll)
    assert client.get(f"{URL}kartynka/")["ETag"] != running["ETag"]


def test_a_poster_says_what_is_asked_how_and_until_when(client: Client, poll_index: PollIndexPage) -> None:
    with time_machine.travel("2031-03-03T10:15:00+02:00"):
        poll = poll_make()
        content = client.get(f"{URL}plakat/").content
    written = text_of(content)
    assert f"Опитування громади {poll.question}" in written
    assert "Голосувати можна до 10 березня 2031, 10:15." in written
    assert "Оберіть відповідь і вкажіть електронну пошту." in written
    assert f"{SITE}/opytuvannia/{poll.pk}/" in written
    assert outline(content) == [poll.question, "Як проголосувати"]


@pytest.mark.parametrize("length", [20, 110, 250])
def test_a_question_of_any_length_fits_one_page(client: Client, poll_index: PollIndexPage, length: int) -> None:
    poll = poll_make(question=("Щодо впорядкування прибудинкових територій " * 8)[:length], slug="pytannia")
    assert len(read(client.get(f"{poll.get_url()}plakat/").content).pages) == 1


def test_a_closed_poll_invites_nobody(client: Client, closed_poll: Poll) -> None:
    assert client.get(f"{URL}plakat/").status_code == 404
    assert client.get(f"{URL}kod/").status_code == 404
    assert "Плакат" not in text(client.get(URL))


def test_the_code_is_a_picture_with_a_title(client: Client, poll: Poll) -> None:
    response = client.get(f"{URL}kod/")
    assert response["Content-Type"] == "image/svg+xml"
    assert f"<title>{poll.question}</title>" in response.content.decode()


def test_the_address_on_paper_leads_to_the_poll(client: Client, poll: Poll) -> None:
    response = client.get(f"/opytuvannia/{poll.pk}/")
    assert (response.status_code, response["Location"]) == (302, URL)
    for unknown in (str(poll.pk + 1), "0", "9" * 30, "9" * 5000):
        assert client.get(f"/opytuvannia/{unknown}/").status_code == 404


def test_an_old_address_of_digits_still_opens(client: Client, poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(slug="20260101")
    assert poll.question in text(client.get("/opytuvannia/20260101/"))


def test_a_draft_is_nowhere(client: Client, poll: Poll, settings: Settings) -> None:
    Poll.objects.filter(pk=poll.pk).update(live=False)
    for place in PLACES:
        response = client.get(f"{URL}{place}")
        assert response.status_code == 404
        assert poll.question not in text(response)
    assert client.get(f"/opytuvannia/{poll.pk}/").status_code == 404
