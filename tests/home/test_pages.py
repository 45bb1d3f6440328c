"""A resident looks at the front page, a section and a page of text."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Site

from community.core.models import CommunitySettings
from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage
from tests.news.builders import kyiv, make_article, make_image, make_private


@pytest.fixture
def section(home_page: HomePage) -> SectionPage:
    return home_page.add_child(
        instance=SectionPage(title="Громада", slug="hromada", intro="Про наші села та людей.", show_in_menus=True)
    )


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_greets_and_tells_whom_to_ask(client: Client, home_page: HomePage) -> None:
    community = CommunitySettings.for_site(Site.objects.get())
    community.phone = "+380 44 123 45 67"
    community.email = "rada@example.org"
    community.working_hours = "Пн–Чт 8:00–17:00"
    community.save()
    page = text(client, home_page.url)
    assert "Зарічанська громада</h1>" in page
    assert "Ласкаво просимо." in page
    assert "+380 44 123 45 67" in page
    assert "rada@example.org" in page
    assert "Пн–Чт 8:00–17:00" in page


def test_home_leads_with_the_newest_article_and_four_more(
    client: Client, home_page: HomePage, news_index: NewsIndexPage, tmp_path: Path
) -> None:
    for day in range(1, 8):
        make_article(news_index, title=f"Новина {day}", published_at=kyiv(2026, 4, day), cover=make_image(tmp_path))
    make_private(make_article(news_index, title="Службова", published_at=kyiv(2026, 4, 20)))
    page = text(client, home_page.url)
    assert [day for day in range(1, 8) if f"Новина {day}<" in page] == [3, 4, 5, 6, 7]
    assert page.index("Новина 7<") < page.index("Новина 6<")
    assert "Службова" not in page
    assert 'href="/novyny/">Усі новини</a>' in page


def test_home_without_news_says_nothing_of_them(client: Client, home_page: HomePage) -> None:
    assert "Усі новини" not in text(client, home_page.url)


def test_quick_links_lead_to_pages_and_elsewhere(client: Client, home_page: HomePage, section: SectionPage) -> None:
    gone = home_page.add_child(instance=StandardPage(title="Стара сторінка", slug="stara", live=False))
    home_page.quick_links = [
        ("link", {"title": "Наша громада", "text": "Села, люди, історія", "page": section}),
        ("link", {"title": "Портал послуг", "address": "https://services.example.org/"}),
        ("link", {"title": "Знята сторінка", "page": gone}),
    ]
    home_page.save()
    page = text(client, home_page.url)
    assert '<a class="quick-links__link" href="/hromada/">Наша громада</a>' in page
    assert "Села, люди, історія" in page
    assert 'href="https://services.example.org/">Портал послуг</a>' in page
    assert "Знята сторінка" not in page


def test_section_lists_its_live_children_with_intros(client: Client, section: SectionPage) -> None:
    section.add_child(instance=StandardPage(title="Історія", slug="istoriia", intro="Від козаків до сьогодні."))
    section.add_child(instance=SectionPage(title="Села", slug="sela", intro="Вісім сіл."))
    section.add_child(instance=NewsIndexPage(title="Вісник", slug="visnyk", intro="Газета громади."))
    section.add_child(instance=StandardPage(title="Чернетка", slug="chernetka", live=False))
    make_private(section.add_child(instance=StandardPage(title="Службова", slug="sluzhbova")))
    page = text(client, section.url)
    assert "Про наші села та людей." in page
    for title, intro in (
        ("Історія", "Від козаків до сьогодні."),
        ("Села", "Вісім сіл."),
        ("Вісник", "Газета громади."),
    ):
        assert f"{title}</a>" in page
        assert intro in page
    assert "Чернетка" not in page
    assert "Службова" not in page


def test_empty_section_says_what_to_do(client: Client, section: SectionPage) -> None:
    assert "Розділ ще наповнюємо" in text(client, section.url)


def test_page_of_text(client: Client, section: SectionPage) -> None:
    page = section.add_child(
        instance=StandardPage(
            title="Прийом громадян",
            slug="pryiom",
            intro="Щовівторка.",
            body=[("paragraph", "<p>Кабінет 12, другий поверх.</p>")],
        )
    )
    shown = text(client, page.url)
    assert "Прийом громадян</h1>" in shown
    assert "Щовівторка." in shown
    assert "Кабінет 12, другий поверх." in shown
    assert 'href="/hromada/"' in shown
