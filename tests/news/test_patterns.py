"""News from a pattern: a ready text in the form, gaps that the site reminds of, and one page for one form as always."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from community.core.guardian.checks import page_findings
from news.models import NewsIndexPage, NewsPage
from news.patterns import patterns
from tests.news.test_editing import add_url, form

NAMES = sorted(patterns())


def test_a_new_article_offers_patterns_and_an_old_one_does_not(author: Client, news_index: NewsIndexPage) -> None:
    new = author.get(add_url(news_index)).content.decode()
    for pattern in patterns().values():
        assert pattern.label in new
        assert f'href="?pattern={pattern.name}"' in new
    author.post(add_url(news_index), form())
    made = author.get(reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk])).content.decode()
    assert "Почати зі зразка" not in made


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_filled_and_nothing_is_saved(author: Client, news_index: NewsIndexPage, name: str) -> None:
    shown = unescape(author.get(add_url(news_index), {"pattern": name}).content.decode())
    pattern = patterns()[name]
    assert pattern.title in shown
    assert pattern.lead in shown
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_every_gap_is_found_and_every_block_can_be_drawn(news_index: NewsIndexPage, name: str) -> None:
    article = NewsPage()
    article.begin_from(name)
    gaps = [finding for finding in page_findings(article) if finding.rule.code == "gap"]
    assert len(gaps) >= len(re.findall(r"\[", patterns()[name].title + patterns()[name].lead))
    assert {finding.rule.code for finding in page_findings(article)} == {"gap"}
    article.body.stream_block.clean(article.body)
    assert str(article.body)
    assert len(article.lead) <= 400


def test_an_unknown_pattern_gives_the_empty_form(author: Client, news_index: NewsIndexPage) -> None:
    assert author.get(add_url(news_index), {"pattern": "нема"}).status_code == 200


def test_two_articles_of_one_pattern_share_no_blocks() -> None:
    first, second = (patterns()["water"].stream() for _ in range(2))
    assert {block["id"] for block in first}.isdisjoint(block["id"] for block in second)
