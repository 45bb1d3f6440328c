"""Which page may stand under which."""

import pytest
from wagtail.models import Page

from engagement.models import PollIndexPage
from home.models import HomePage, SectionPage, StandardPage
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

PARENTS = {
    HomePage: {Page},
    SectionPage: {HomePage, SectionPage},
    StandardPage: {HomePage, SectionPage},
    NewsIndexPage: {HomePage, SectionPage},
    PollIndexPage: {HomePage, SectionPage},
    NewsPage: {NewsIndexPage},
    AnnouncementIndexPage: {HomePage, SectionPage},
    AnnouncementPage: {AnnouncementIndexPage},
    EventIndexPage: {HomePage, SectionPage},
    EventPage: {EventIndexPage},
    GalleryIndexPage: {HomePage, SectionPage},
    GalleryPage: {GalleryIndexPage},
}


@pytest.mark.parametrize("child", PARENTS, ids=lambda model: model.__name__)
def test_each_page_stands_only_where_its_rule_says(child: type[Page]) -> None:
    assert set(child.allowed_parent_page_models()) == PARENTS[child]


def test_nothing_stands_under_an_article_or_a_page_of_text() -> None:
    assert NewsPage.allowed_subpage_models() == []
    assert StandardPage.allowed_subpage_models() == []


def test_there_is_one_home_page(home_page: HomePage) -> None:
    assert not HomePage.can_create_at(home_page.get_parent())


def test_root_offers_no_page_but_home() -> None:
    offered = {model for model in PARENTS if Page in model.allowed_parent_page_models()}
    assert offered == {HomePage}
