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
from home.acts.choices import Effect
from home.models import (
    ActFile,
    ActPage,
    AgendaItem,
    FaqPage,
    FormPage,
    HomePage,
    InstitutionIndexPage,
    InstitutionPage,
    InstitutionPhone,
    PeopleIndexPage,
    PersonPage,
    SectionPage,
    SessionFile,
    SessionPage,
    StandardPage,
)
from news.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    EventIndexPage,
    EventPage,
    GalleryIndexPage,
    GalleryPage,
    NewsIndexPage,
    NewsPage,
)
from tests.engagement.petitions.builders import published_petition, sign
from tests.engagement.polls.builders import confirmed_vote, poll_make
from tests.home.builders import make_act, make_acts, make_document, make_session, make_sessions, relate
from tests.news.builders import make_announcement, make_article, make_event, make_gallery, make_image, make_lists

# With a poll running, since it stands on every page; one query asks for an urgent announcement.
BUDGETS = {
    "home": 13,
    "article": 10,
    "news": 11,
    "section": 12,
    "standard": 8,
    "people": 10,
    "person": 12,
    "institutions": 10,
    "institution": 12,
    "questions": 10,
    "form": 10,
    # While less than a page is found, words of the same root are looked for too.
    "search": 12,
    "polls": 9,
    "poll": 9,
    "vote": 8,
    "poll frame": 9,
    "embed": 4,
    "embedded list": 4,
    "announcements": 10,
    "announcement": 8,
    "events": 11,
    "event": 9,
    "calendar": 6,
    "galleries": 11,
    "gallery": 11,
    "petitions": 10,
    "petition": 9,
    "signers": 9,
    "petition card": 6,
    # Two levels below the front page, and three.
    "acts": 9,
    "act": 13,
    "sessions": 10,
    "session": 12,
}


@pytest.fixture
def addresses(home_page: HomePage, news_index: NewsIndexPage, tmp_path: Path) -> dict[str, str]:
    section = home_page.add_child(instance=SectionPage(title="Громада", slug="hromada", show_in_menus=True))
    standard = section.add_child(instance=StandardPage(title="Контакти", slug="kontakty", show_in_menus=True))
    # Not in the section, which asks once for each type of page in it.
    people = home_page.add_child(instance=PeopleIndexPage(title="Люди", slug="liudy"))
    institutions = home_page.add_child(instance=InstitutionIndexPage(title="Заклади", slug="zaklady"))
    questions = home_page.add_child(instance=FaqPage(title="Запитання", slug="zapytannia"))
    form = home_page.add_child(instance=FormPage(title="Запис", slug="zapys", data_purpose="Щоб записати."))
    add_people(people, tmp_path, 3)
    add_institutions(institutions, 3)
    polls = home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia", show_in_menus=True))
    poll = poll_make()
    confirmed_vote(poll)
    petitions = home_page.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))
    petition = published_petition()
    sign(petition)
    petition_address = petitions.petition_url(petition.slug)
    act, session = council_papers(section)
    add_articles(news_index, tmp_path, 5)
    article = NewsPage.objects.latest_first().first()
    announcements, events, galleries = make_lists(home_page)
    add_others(tmp_path, 2)
    return {
        "home": home_page.url,
        "article": article.url,
        "news": news_index.url,
        "section": section.url,
        "standard": standard.url,
        "people": people.url,
        "person": people.get_children().first().url,
        "institutions": institutions.url,
        "institution": institutions.get_children().first().url,
        "questions": questions.url,
        "form": form.url,
        "search": "/search/?q=Подія",
        "polls": polls.url,
        "poll": polls.poll_url(poll.slug),
        "vote": f"{polls.poll_url(poll.slug)}holos/",
        "poll frame": f"{polls.poll_url(poll.slug)}vbudovano/",
        "embed": reverse("news:embed", args=[article.pk]),
        "embedded list": reverse("news:embed_list", args=[news_index.pk]),
        "announcements": announcements.url,
        "announcement": AnnouncementPage.objects.first().url,
        "events": events.url,
        "event": EventPage.objects.first().url,
        "calendar": f"{events.url}ics/",
        "galleries": galleries.url,
        "gallery": GalleryPage.objects.first().url,
        "petitions": petitions.url,
        "petition": petition_address,
        "signers": f"{petition_address}pidpysy/",
        "petition card": f"{petition_address}vbudovano/",
        "acts": act.get_parent().url,
        "act": act.url,
        "sessions": session.get_parent().url,
        "session": session.url,
    }


def council_papers(section: SectionPage) -> tuple[ActPage, SessionPage]:
    """A decision that changes another, with a file, on the agenda of a session with votes."""
    acts, sessions = make_acts(section), make_sessions(section)
    act, session = make_act(acts), make_session(sessions)
    relate(act, Effect.AMENDS, make_act(acts))
    relate(make_act(acts), Effect.AMENDS, act)
    act.files.add(ActFile(document=make_document()))
    act.save()
    session.agenda.add(AgendaItem(title="Про бюджет", act=act, votes_text="Барвінчук Х.;за"))
    session.files.add(SessionFile(document=make_document()))
    session.save()
    return act, session


def add_articles(index: NewsIndexPage, folder: Path, number: int) -> None:
    for place in range(number):
        cover = make_image(folder)
        body = [("paragraph", "<p>Подія тижня.</p>")]
        make_article(index, title=f"Подія {place}", cover=cover, cover_alt="Подія", body=body)


def add_people(index: PeopleIndexPage, folder: Path, number: int) -> None:
    for place in range(number):
        portrait = make_image(folder)
        index.add_child(
            instance=PersonPage(title=f"Особа {place}", kind="official", position="Посада", portrait=portrait)
        )


def add_institutions(index: InstitutionIndexPage, number: int) -> None:
    for place in range(number):
        page = InstitutionPage(title=f"Заклад {place}", kind="health", address="вулиця Садова")
        page.phones.set([InstitutionPhone(number="(044) 123-45-67")])
        index.add_child(instance=page)


def add_others(folder: Path, number: int) -> None:
    announcements, events, galleries = (
        model.objects.get() for model in (AnnouncementIndexPage, EventIndexPage, GalleryIndexPage)
    )
    for place in range(number):
        make_announcement(announcements, f"Оголошення {place}")
        make_event(events, f"Подія {place}", cover=make_image(folder), cover_alt="Подія")
        make_gallery(galleries, folder, pictures=number + 1)


def queries(client: Client, address: str) -> list[str]:
    """What the page asks when pictures are already made; the first visit makes them."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"][:160] + query["sql"].partition(" FROM ")[2][:160] for query in captured]


def test_pages_keep_their_budgets_and_do_not_grow(
    client: Client, addresses: dict[str, str], news_index: NewsIndexPage, tmp_path: Path
) -> None:
    few = {kind: queries(client, address) for kind, address in addresses.items()}
    assert {kind: sql for kind, sql in few.items() if len(sql) > BUDGETS[kind]} == {}
    add_articles(news_index, tmp_path, 25)
    add_people(PeopleIndexPage.objects.get(), tmp_path, 5)
    add_institutions(InstitutionIndexPage.objects.get(), 5)
    add_others(tmp_path, 5)
    many = {kind: queries(client, address) for kind, address in addresses.items()}
    assert {kind: sql for kind, sql in many.items() if len(sql) > len(few[kind])} == {}


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
