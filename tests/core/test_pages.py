"""The address of a page: made from its title by resolution 55, whoever makes the page and however."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from community.core.models import CommunityImage
from home.models import HomePage, SectionPage, StandardPage

FORM = {"title": "Знам’янка: згода", "slug": "", "body-count": "0", "comments-TOTAL_FORMS": "0"}
FORM |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "0"}


def add_address(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=("home", "sectionpage", parent.pk))


def test_the_editor_carries_the_table_to_the_browser(administrator_client: Client, site_home: HomePage) -> None:
    html = administrator_client.get(add_address(site_home)).content.decode()
    assert 'data-w-slug-formatters-value="[[[' in html
    assert "shch" in html
    assert "Адреса й пошукові системи" in html
    assert "зображення для соціальних мереж".capitalize() in html


def test_cyrillic_in_the_address_field_becomes_latin(administrator_client: Client, site_home: HomePage) -> None:
    administrator_client.post(add_address(site_home), {**FORM, "slug": "Єдність-громади"})
    assert SectionPage.objects.get().slug == "yednist-hromady"


def test_an_address_that_is_taken_is_refused_in_words(
    administrator_client: Client, site_home: HomePage, add_section: Callable[..., SectionPage]
) -> None:
    add_section("Згода")
    response = administrator_client.post(add_address(site_home), {**FORM, "slug": "zghoda"})
    assert "Адреса «zghoda» уже зайнята в цьому розділі." in response.content.decode()


def test_pages_of_one_title_get_addresses_of_their_own(add_section: Callable[..., SectionPage]) -> None:
    assert [add_section("Події").slug for _ in range(3)] == ["podii", "podii-2", "podii-3"]


def test_a_title_without_letters_still_gets_an_address(add_section: Callable[..., SectionPage]) -> None:
    assert [add_section("???").slug for _ in range(2)] == ["bez-nazvy", "bez-nazvy-2"]


def test_an_address_that_was_chosen_stays(add_section: Callable[..., SectionPage]) -> None:
    page = add_section("Події", slug="events")
    page.title = "Зовсім інша назва"
    page.save()
    page.refresh_from_db()
    assert page.slug == "events"
    assert page.url_path.endswith("/events/")


def test_a_script_that_writes_cyrillic_into_the_address_is_put_right(add_section: Callable[..., SectionPage]) -> None:
    page = add_section("Події", slug="Події громади")
    assert page.slug == "podii-hromady"
    page.slug = "Новини"
    page.save()
    assert SectionPage.objects.get(pk=page.pk).slug == "novyny"


def test_a_draft_gets_an_address_too(site_home: HomePage) -> None:
    page = site_home.add_child(instance=SectionPage(title="Чернетка", live=False))
    assert page.slug == "chernetka"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=255))
def test_any_title_makes_a_page_that_can_be_opened(site_home: HomePage, title: str) -> None:
    if not title.strip():
        return
    home = HomePage.objects.get(pk=site_home.pk)
    page = home.add_child(instance=SectionPage(title=title))
    assert page.slug.isascii()
    assert Page.objects.get(url_path=page.url_path).pk == page.pk


@pytest.mark.parametrize(
    ("description", "intro", "expected"),
    [
        ("Як записатися на прийом", "Вступ", "Як записатися на прийом"),
        ("", "Прийом  громадян\nщосереди", "Прийом громадян щосереди"),
        ("", "", ""),
    ],
)
def test_the_description_for_search_engines(db: None, description: str, intro: str, expected: str) -> None:
    page = StandardPage(title="Прийом", search_description=description, intro=intro)
    assert page.get_meta_description() == expected


def test_a_long_description_is_cut_at_160_characters(db: None) -> None:
    assert len(StandardPage(title="Прийом", intro="слово " * 60).get_meta_description()) == 160


def test_the_picture_for_social_networks(add_picture: Callable[..., CommunityImage]) -> None:
    picture = add_picture()
    assert StandardPage(title="Прийом").get_social_image() is None
    assert StandardPage(title="Прийом", social_image=picture).get_social_image() == picture
