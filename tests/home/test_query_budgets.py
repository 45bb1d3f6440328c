"""How many queries each kind of page costs, and that the cost does not grow with the number of articles."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from community.core.models import BasePage
from engagement.models import PetitionIndexPage, PollIndexPage
from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.engagement.petitions.builders import published_petition, sign
from tests.engagement.polls.builders import confirmed_vote, poll_make
from tests.news.builders import make_article, make_image

# With a poll running, since it stands on every page; one query asks for an urgent announcement.
BUDGETS = {
    "home": 13,
    "article": 17,
    "news": 16,
    "section": 15,
    "standard": 15,
    "search": 12,
    "polls": 13,
    "poll": 13,
    "vote": 12,
    "poll frame": 12,
    "embed": 4,
    "petitions": 14,
    "petition": 13,
    "signers": 13,
    "petition card": 9,
}


@pytest.fixture
def addresses(home_page: HomePage, news_index: NewsIndexPage, tmp_path: Path) -> dict[str, str]:
    section = home_page.add_child(instance=SectionPage(title="Громада", slug="hromada", show_in_menus=True))
    standard = section.add_child(instance=StandardPage(title="Контакти", slug="kontakty", show_in_menus=True))
    polls = home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia", show_in_menus=True))
    poll = poll_make()
    confirmed_vote(poll)
    petitions = home_page.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))
    petition = published_petition()
    sign(petition)
    petition_address = petitions.petition_url(petition.slug)
    add_articles(news_index, tmp_path, 5)
    article = NewsPage.objects.latest_first().first()
    return {
        "home": home_page.url,
        "article": article.url,
        "news": news_index.url,
        "section": section.url,
        "standard": standard.url,
        "search": "/search/?q=Подія",
        "polls": polls.url,
        "poll": polls.poll_url(poll.slug),
        "vote": f"{polls.poll_url(poll.slug)}holos/",
        "poll frame": f"{polls.poll_url(poll.slug)}vbudovano/",
        "embed": reverse("news:embed", args=[article.pk]),
        "petitions": petitions.url,
        "petition": petition_address,
        "signers": f"{petition_address}pidpysy/",
        "petition card": f"{petition_address}vbudovano/",
    }


def add_articles(index: NewsIndexPage, folder: Path, number: int) -> None:
    for place in range(number):
        cover = make_image(folder)
        body = [("paragraph", "<p>Подія тижня.</p>")]
        make_article(index, title=f"Подія {place}", cover=cover, cover_alt="Подія", body=body)


def queries(client: Client, address: str) -> list[str]:
    """What the page asks when pictures are already made; the first visit makes them."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"][:160] + query["sql"].partition(" FROM ")[2][:160] for query in captured]


@pytest.mark.parametrize("kind", BUDGETS)
def test_page_keeps_its_budget_and_does_not_grow(
    client: Client, addresses: dict[str, str], news_index: NewsIndexPage, tmp_path: Path, kind: str
) -> None:
    few = queries(client, addresses[kind])
    assert len(few) <= BUDGETS[kind], "\n".join(few)
    add_articles(news_index, tmp_path, 25)
    many = queries(client, addresses[kind])
    assert len(many) == len(few), "\n".join(many)


def test_every_kind_of_page_has_a_budget(addresses: dict[str, str]) -> None:
    urls = set(addresses.values())
    measured = {type(page) for page in Page.objects.live().specific() if page.url in urls}
    assert measured == {model for model in apps.get_models() if issubclass(model, BasePage)}
    assert addresses.keys() == BUDGETS.keys()


def test_section_does_not_grow_with_its_pages(client: Client, addresses: dict[str, str]) -> None:
    section = SectionPage.objects.get()
    section.add_child(instance=StandardPage(title="Сторінка", slug="storinka"))
    few = queries(client, addresses["section"])
    for number in range(20):
        section.add_child(instance=StandardPage(title=f"Сторінка {number}", slug=f"storinka-{number}"))
    assert len(queries(client, addresses["section"])) == len(few) <= BUDGETS["section"]
