"""What each subscriber is told of, when, and that nothing is told twice."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.core.local_time import today
from community.messaging.channels.content import Content
from community.messaging.rendering import message_render
from home.models import HomePage
from news.digest import sending
from news.digest.sending import digests_send
from news.models import DigestSending, NewsIndexPage, NewsSubscription
from news.tasks import news_digests_send
from news.templatetags import digest_tags
from tests.news.builders import (
    make_announcement,
    make_article,
    make_category,
    make_event,
    make_lists,
    make_private,
)
from tests.news.digest.builders import (
    DIGEST,
    at,
    community_named,
    december,
    letters,
    morning,
    november,
    publish,
    subscribed,
)

pytestmark = pytest.mark.django_db


def article(index: NewsIndexPage, title: str, category: str = "Освіта") -> Any:
    return publish(make_article(index, title=title, category=make_category(category), live=False))


def rendered(number: int = -1) -> Content:
    letter = letters(DIGEST)[number]
    return message_render(message=letter, secrets=letter.secrets)


def test_each_gets_what_they_chose(news_index: NewsIndexPage, home_page: HomePage) -> None:
    announcements, events, _galleries = make_lists(home_page)
    sport = make_category("Спорт")
    with at(november(30, 9)):
        subscribed("all@example.com")
        subscribed("sport@example.com", sport)
        subscribed("water@example.com", sport, with_announcements=True)
        subscribed("everything@example.com", with_announcements=True, with_events=True)
        subscribed("weekly@example.com", frequency="weekly")
    with at(november(30, 12)):
        article(news_index, "Школу відкрито")
        article(news_index, "Кубок у нас", "Спорт")
        publish(make_announcement(announcements, "Не буде води", live=False))
        publish(make_event(events, "Ярмарок", starts_at=december(5), live=False))
    told = morning(december(1, 7))
    assert {address: set(titles) for address, titles in told.items()} == {
        "all@example.com": {"Школу відкрито", "Кубок у нас"},
        "sport@example.com": {"Кубок у нас"},
        "water@example.com": {"Кубок у нас", "Не буде води"},
        "everything@example.com": {"Школу відкрито", "Кубок у нас", "Не буде води", "Ярмарок"},
    }
    assert {address: set(titles) for address, titles in morning(december(4, 7)).items()} == {
        "weekly@example.com": {"Школу відкрито", "Кубок у нас"}
    }
    assert list(DigestSending.objects.values_list("day", "frequency", "letters")) == [
        (december(4).date(), "weekly", 1),
        (december(1).date(), "daily", 4),
    ]


def test_a_page_is_told_once_however_often_it_is_published(news_index: NewsIndexPage) -> None:
    with at(november(30, 9)):
        subscribed("daily@example.com")
        subscribed("weekly@example.com", frequency="weekly")
    with at(november(30, 12)):
        page = article(news_index, "Школу відкрито")
    assert morning(december(1, 7)) == {"daily@example.com": ["Школу відкрито"]}
    with at(december(1, 12)):
        page.unpublish()
        publish(page)
    assert morning(december(2, 7)) == {}
    # Another way of sending begins where the last letter ended.
    NewsSubscription.objects.filter(email="daily@example.com").update(frequency="weekly")
    assert morning(december(4, 7)) == {"weekly@example.com": ["Школу відкрито"]}
    assert morning(december(4, 9)) == {}


def test_what_came_before_the_subscription_or_after_the_closing_is_not_told(news_index: NewsIndexPage) -> None:
    with at(november(30, 9)):
        article(news_index, "Учорашнє")
    with at(november(30, 10)):
        subscribed()
    with at(december(1, 6, 50)):
        article(news_index, "Уранці")
        assert digests_send() == 1
    with at(december(1, 6, 44)):
        assert digests_send() == 0
    assert letters(DIGEST) == []
    assert morning(december(1, 7)) == {}
    assert morning(december(2, 7)) == {"olena@example.com": ["Уранці"]}


def test_nothing_withdrawn_private_over_or_imported_is_told(news_index: NewsIndexPage, home_page: HomePage) -> None:
    announcements, events, _galleries = make_lists(home_page)
    with at(november(30, 9)):
        subscribed(with_announcements=True, with_events=True)
    with at(november(30, 12)):
        withdrawn, hidden = article(news_index, "Знято"), article(news_index, "Закрите")
        withdrawn.unpublish()
        make_private(hidden)
        publish(make_announcement(announcements, "Минуло", valid_until=today(), live=False))
        publish(make_event(events, "Було", starts_at=november(30, 13), live=False))
        publish(make_event(events, "Скасовано", starts_at=december(5), state="cancelled", live=False))
        make_article(news_index, title="З архіву")
    assert morning(december(1, 7)) == {}
    assert NewsSubscription.objects.get().seen_until == december(1, 6, 45)
    assert not DigestSending.objects.exists()


def test_what_is_withdrawn_while_the_mail_server_is_away_does_not_leave(news_index: NewsIndexPage) -> None:
    with at(november(30, 9)):
        subscribed()
    with at(november(30, 12)):
        secret, fine = article(news_index, "Паспорт Олени"), article(news_index, "Школу відкрито")
    morning(december(1, 7))
    secret.unpublish()
    letter = rendered()
    assert "Паспорт" not in letter.text + letter.html + letter.subject
    assert "Школу відкрито" in letter.text
    assert "1 нова публікація" in letter.subject
    make_private(fine)
    nothing = rendered()
    assert "Те, про що розповідав цей лист, тим часом прибрали з сайту." in nothing.text
    assert "Школу" not in nothing.text + nothing.html


def test_after_an_outage_news_of_two_weeks_comes(news_index: NewsIndexPage) -> None:
    with at(november(1)):
        subscribed()
    for day in (2, 20, 29):
        with at(november(day)):
            article(news_index, f"Листопад, {day}")
    assert morning(november(30, 7))["olena@example.com"] == ["Листопад, 29", "Листопад, 20"]
    assert NewsSubscription.objects.get().seen_until == november(30, 6, 45)


def test_what_friday_missed_comes_on_saturday(news_index: NewsIndexPage) -> None:
    with at(november(30, 9)):
        subscribed("old@example.com", frequency="weekly")
    with at(december(2)):
        article(news_index, "Середа")
    with at(december(4, 8)):
        subscribed("new@example.com", frequency="weekly")
    with at(december(4, 9)):
        article(news_index, "П’ятниця")
    assert morning(december(5, 7)) == {"old@example.com": ["П’ятниця", "Середа"]}
    assert morning(december(10, 7)) == {}
    assert morning(december(11, 7)) == {"new@example.com": ["П’ятниця"]}


def test_portions_share_the_work_and_a_crash_repeats_nothing(
    news_index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PORTION", 2)
    with at(november(30, 9)):
        for number in range(5):
            subscribed(f"r{number}@example.com")
    with at(november(30, 12)):
        article(news_index, "Школу відкрито")
    with at(december(1, 7)):
        assert digests_send() == 2
        with monkeypatch.context() as broken:
            broken.setattr(sending, "_count", lambda *values: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                digests_send()
        assert len(letters(DIGEST)) == 2
        news_digests_send()
        assert [digests_send(), digests_send()] == [1, 0]
    assert sorted(letter.recipient for letter in letters(DIGEST)) == [f"r{number}@example.com" for number in range(5)]
    assert DigestSending.objects.get().letters == 5


def test_the_number_of_queries_does_not_grow_with_subscribers(news_index: NewsIndexPage) -> None:
    counts = []
    for people in (3, 30):
        NewsSubscription.objects.all().delete()
        with at(november(30, 9)):
            for number in range(people):
                subscribed(f"r{number}@example.com", make_category("Спорт"))
        with at(november(30, 12)):
            article(news_index, f"Кубок {people}", "Спорт")
        with (
            at(december(1, 7)),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            assert digests_send() == people
        counts.append(len(queries))
        NewsSubscription.objects.all().delete()
        DigestSending.objects.all().delete()
    assert counts[0] == counts[1] <= 14
    assert len(letters(DIGEST)) == 33


def test_the_letter_reads_well_as_text_and_as_html(news_index: NewsIndexPage, home_page: HomePage) -> None:
    community_named("Зарічанська громада")
    announcements, events, _galleries = make_lists(home_page)
    with at(november(30, 9)):
        subscribed(frequency="weekly", with_announcements=True, with_events=True)
    with at(december(3, 12)):
        publish(make_article(news_index, title="Школу «Веселка» відкрито", lead="Навчання — з понеділка.", live=False))
        publish(make_announcement(announcements, "Не буде води", valid_until=december(9).date(), live=False))
        publish(make_event(events, "Ярмарок", starts_at=december(5, 10), place="Площа", live=False))
    morning(december(4, 7))
    with at(december(4, 7)):
        letter = rendered()
    assert letter.subject == "Зарічанська громада: 3 публікації за тиждень"
    lines = [line for line in letter.text.splitlines() if line]
    assert lines[0] == "Новини за тиждень"
    headings = {"Новини:", "Оголошення:", "Події:"}
    assert [line for line in lines if line in headings] == ["Новини:", "Оголошення:", "Події:"]
    start = lines.index("Школу «Веселка» відкрито")
    assert lines[start + 1].startswith("Освіта · 3 грудня 2026")
    assert lines[start + 2] == "Навчання — з понеділка."
    assert lines[start + 3].startswith("http")
    assert "&" not in letter.text
    html = unescape(letter.html)
    for words in ("Школу «Веселка» відкрито", "Не буде води", "Ярмарок", "Площа", "Змінити, що й як часто надходить"):
        assert words in html
    assert html.index("Школу «Веселка» відкрито · Не буде води · Ярмарок") < html.index("<h1")
    assert letter.unsubscribe_link
    assert letter.unsubscribe_link in letter.text


def test_a_long_letter_says_how_much_more_there_is(news_index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_tags, "LONGEST", 2)
    with at(november(30, 9)):
        subscribed()
    for minute in range(5):
        with at(november(30, 12) + timedelta(minutes=minute)):
            article(news_index, f"Новина {minute}")
    morning(december(1, 7))
    letter = rendered()
    assert "5 нових публікацій" in letter.subject
    assert letter.html.count("<h3") == letter.text.count("Освіта") == 2
    for part in (letter.text, letter.html):
        assert "І ще 3 публікації на сайті." in part
