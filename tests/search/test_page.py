"""The search page: what it says of a question it mended, how results are narrowed, what staff make of reports."""

import html
import re
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from search.models import AskedQuery, FollowedResult, Promotion, SearchEntry, Synonym
from search.reporting import empty_question_count, question_kept
from tests.conftest import SignIn
from tests.news.builders import kyiv, make_article, make_category, make_private
from tests.search.test_search import ask, found


def test_a_mended_question_is_said_and_the_original_offered(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Оформлення субсидії")
    page = html.unescape(ask(client, q="ce,cblsz"))
    assert found(page) == ["Оформлення субсидії"]
    assert "Показано результати для «<strong>субсидія</strong>»" in page
    assert "Шукати саме «ce,cblsz»" in page
    assert found(ask(client, q="ce,cblsz", exact="1")) == []


def test_results_are_narrowed_and_counted(client: Client, home_page: HomePage, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Ярмарок один", published_at=kyiv(2024, 5, 1), category=make_category("Культура"))
    make_article(news_index, title="Ярмарок два", published_at=kyiv(2025, 5, 1), category=make_category("Освіта"))
    home_page.add_child(instance=StandardPage(title="Правила ярмарку", slug="pravyla"))
    page = ask(client, q="ярмарок")
    assert 'Новини&nbsp;<span class="search-facet__count">2</span>' in page
    assert 'Культура&nbsp;<span class="search-facet__count">1</span>' in page
    assert found(ask(client, q="ярмарок", kind="pages")) == ["Правила ярмарку"]
    assert found(ask(client, q="ярмарок", year="2024")) == ["Ярмарок один"]
    assert found(ask(client, q="ярмарок", kind="news", category="Освіта")) == ["Ярмарок два"]
    assert found(ask(client, q="ярмарок", kind="news", sort="newest")) == ["Ярмарок два", "Ярмарок один"]
    for odd in ({"kind": "х\x00"}, {"year": "²"}, {"category": "'"}, {"sort": "x"}, {"year": "99999"}):
        ask(client, q="ярмарок", **odd)


def test_words_in_any_form_are_marked_and_nothing_else_is_markup(client: Client, news_index: NewsIndexPage) -> None:
    body = [("paragraph", "<p>Ціни &lt;b&gt; на ремонт доріг &amp; мостів.</p>")]
    make_article(news_index, title="Звіт <i>року</i>", body=body)
    page = ask(client, q="дорога <i>")
    assert "&lt;b&gt; на ремонт <mark>доріг</mark> &amp; мостів." in page
    assert "<i>року" not in page


def test_exact_phrase_stands_first(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Рада громадян: прийом заявок")
    make_article(news_index, title="Графік", lead="Оголошено прийом громадян.", published_at=kyiv(2020, 1, 1))
    assert found(ask(client, q="прийом громадян"))[0] == "Графік"


def test_the_mended_word_is_shown_as_the_site_writes_it(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Багатодітна сім’я: пільги", lead="Про об'єднання.")
    assert "«<strong>сім&#x27;я</strong>»" in ask(client, q="sim'ia")
    assert "«<strong>об&#x27;єднання</strong>»" in ask(client, q="jбєднфння")


def test_an_unfinished_word_is_offered_whole_without_any_script(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Ремонт школи")
    make_article(news_index, title="Шкільний автобус: розклад", published_at=kyiv(2025, 5, 1))
    make_article(news_index, title="Школярам — чернетка шкарпеток", live=False)
    make_private(make_article(news_index, title="Шкала оцінок"))
    assert offered(ask(client, q="шк")) == ["школи", "шкільний"]
    assert offered(ask(client, q="ремонту шк")) == ["ремонту школи"]
    # It found something as it stands, so nothing else was meant.
    assert offered(ask(client, q="школа")) == []
    # Too far from any word to be mended, but it begins like one.
    assert offered(ask(client, q="шкільтпрм")) == ["шкільний"]
    offer = re.search(r'class="filter__link" href="([^"]+)"', ask(client, q="ремонту шк"))
    assert offer
    assert found(client.get(html.unescape(offer[1])).content.decode()) == ["Ремонт школи"]
    for odd in ("шкар", "шкал", "*", '"', "<b>", "\x00", "1", "я"):
        assert offered(ask(client, q=odd)) == []


def offered(page: str) -> list[str]:
    part = page.partition('class="search-offers"')[2].partition("</nav>")[0]
    return re.findall(r'class="filter__link" href="[^"]+">(.+?)</a>', part)


def test_titles_are_suggested_for_an_unfinished_word(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Ремонт школи")
    make_article(news_index, title="Ярмарок", live=False)
    answer = client.get("/search/suggest/", {"q": "шко"})
    assert answer.json() == ["шко", ["Ремонт школи"]]
    assert not answer.cookies
    assert client.get("/search/suggest/", {"q": "ремонту шк"}).json()[1] == ["Ремонт школи"]
    for odd in ("", "ярм", "*", '"', "\x00", "' OR 1"):
        assert client.get("/search/suggest/", {"q": odd}).json()[1] == []


def test_browsers_are_told_how_to_search(client: Client, home_page: HomePage) -> None:
    answer = client.get("/search/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    assert "http://testserver/search/?q={searchTerms}" in answer.content.decode()
    assert answer.content.startswith(b"<?xml")


def test_editor_turns_an_empty_search_into_a_synonym(client: Client, editor: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Електричка до міста")
    for _ in range(2):
        ask(client, q="приміський потяг")
    assert "Запити, на які нічого не знайшлося: 1" in editor.get("/admin/").content.decode()
    report = html.unescape(editor.get("/admin/search_reports/empty/").content.decode())
    assert "приміський потяг" in report
    add = f"/admin/snippets/search/synonym/add/?{urlencode({'words': 'приміський потяг'})}"
    assert add in report
    assert "приміський потяг" in editor.get(add).content.decode()
    alone = editor.post("/admin/snippets/search/synonym/add/", {"words": "потяг"}).content.decode()
    assert "щонайменше два слова" in alone
    editor.post("/admin/snippets/search/synonym/add/", {"words": "приміський потяг, електричка"})
    assert Synonym.objects.filter(words__startswith="приміський").exists()


def test_recommended_page_stands_above(client: Client, home_page: HomePage, news_index: NewsIndexPage) -> None:
    page = home_page.add_child(instance=StandardPage(title="Соціальна допомога", slug="dopomoha"))
    Promotion.objects.create(words="субсидія, пільга", page=page, note="Усе в одному місці")
    answer = ask(client, q="як отримати субсидію")
    assert 'class="search-promoted__link" href="/dopomoha/">Соціальна допомога' in answer
    page.unpublish()
    assert "search-promoted__link" not in ask(client, q="субсидії")


def test_reports_keep_nothing_of_people(client: Client, news_index: NewsIndexPage) -> None:
    for personal in ("0671234567", "olha@example.com", "АВ 123456", "+38 (067) 123-45-67", "а" * 150):
        empty_question_count(text=personal)
    assert not AskedQuery.objects.exists()
    assert question_kept("  Де  САДОК? ") == "де садок"
    article = make_article(news_index, title="Ярмарок")
    entry = SearchEntry.objects.get(object_id=article.pk, source="page")
    for _ in range(2):
        answer = client.post(f"/search/followed/{entry.pk}/?q=ярмарку")
        assert (answer.status_code, len(answer.cookies)) == (204, 0)
    followed = FollowedResult.objects.get()
    assert (followed.query, followed.title, followed.times) == ("ярмарку", "Ярмарок", 2)
    assert followed.day == timezone.localdate()
    assert client.get(f"/search/followed/{entry.pk}/").status_code == 405


def test_reports_are_for_those_who_keep_the_site(sign_in: SignIn, officer: Client) -> None:
    assert officer.get("/admin/search_reports/empty/").status_code in (302, 403)
    assert "searches" not in officer.get("/admin/").content.decode()
