"""What a visitor sees of polls outside the vote itself: the list, the widget, the poll of every page, the block."""

from datetime import timedelta

from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from engagement.blocks import PollBlock
from engagement.models import EngagementSettings, Poll, PollIndexPage
from engagement.models.poll import ResultsPromise
from engagement.models.vote import FlagReason
from engagement.polls.selectors import poll_results, polls_results, running_poll
from engagement.polls.views.polls import CLOSED_PER_PAGE
from tests.engagement.polls.builders import (
    close,
    confirmed_vote,
    pending_vote,
    poll_make,
    text,
)


def widget(poll: Poll) -> str:
    template = Template("{% load engagement_tags %}{% poll_widget poll %}")
    html = template.render(Context({"poll": poll, "request": RequestFactory().get("/")}))
    return " ".join(html.replace("\xa0", " ").split())


def test_the_list_shows_running_coming_and_past_polls(client: Client, poll: Poll) -> None:
    poll_make(question="Майбутнє?", opens_at=timezone.now() + timedelta(days=1))
    past = poll_make(question="Минуле?", results_promise=ResultsPromise.AFTER_CLOSE)
    confirmed_vote(past)
    close(past)
    page = text(client.get("/opytuvannia/"))
    order = [page.index(words) for words in ("Що ремонтувати насамперед?", "Майбутнє?", "Минуле?")]
    assert order == sorted(order)
    assert "Проголосувала 1 людина" in page
    assert "1 · 100 %" in page


def test_the_list_without_polls_is_kind(client: Client, poll_index: PollIndexPage) -> None:
    assert "Зараз жодне опитування не триває" in text(client.get("/opytuvannia/"))


def test_the_list_costs_the_same_for_many_polls(client: Client, poll_index: PollIndexPage) -> None:
    close(poll_make())
    client.get("/opytuvannia/")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/opytuvannia/")
        return len(captured)

    one = queries()
    for number in range(CLOSED_PER_PAGE + 1):
        close(poll_make(question=f"Опитування {number}"))
    assert queries() == one
    assert "Сторінки списку" in text(client.get("/opytuvannia/?page=2"))


def test_the_poll_of_every_page_is_the_newest_running(poll: Poll) -> None:
    newest = poll_make(question="Нове?", opens_at=timezone.now() - timedelta(minutes=1))
    poll_make(question="Майбутнє?", opens_at=timezone.now() + timedelta(days=1))
    poll_make(question="Чернетка?", live=False)
    assert running_poll() == newest


def test_the_poll_of_every_page_is_the_chosen_one_while_it_runs(poll: Poll) -> None:
    newest = poll_make(question="Нове?", opens_at=timezone.now() - timedelta(minutes=1))
    EngagementSettings.objects.create(site=Site.objects.get(), shown_poll=poll)
    assert running_poll() == poll
    close(poll)
    assert running_poll() == newest


def test_the_settings_show_the_poll_before_it_is_chosen(poll: Poll, officer: Client) -> None:
    """As staff do it: choose in the form, look at the preview, and leave without saving."""
    newest = poll_make(question="Нове?", opens_at=timezone.now() - timedelta(minutes=1))
    site = Site.objects.get()
    address = reverse("wagtailsettings:preview_on_edit", args=["engagement", "engagementsettings", site.pk])
    assert officer.post(address, {"shown_poll": poll.pk}).json() == {"is_valid": True, "is_available": True}
    preview = text(officer.get(address))
    assert poll.question in preview
    assert newest.question not in preview
    assert running_poll() == newest


def test_the_poll_of_every_page_costs_two_queries(
    poll: Poll, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    template = Template(
        "{% load engagement_tags %}{% running_poll as poll %}{% for o in poll.options.all %}{{ o }}{% endfor %}"
    )
    with django_assert_num_queries(2):
        assert "Парк біля річки" in template.render(Context())


def test_without_a_running_poll_pages_show_none(closed_poll: Poll) -> None:
    assert running_poll() is None


def test_the_widget_is_a_plain_form(poll: Poll) -> None:
    html = widget(poll)
    assert '<form method="get" action="/opytuvannia/shcho-remontuvaty-nasampered/holos/">' in html
    assert html.count('type="radio"') == 3
    assert "csrf" not in html


def test_the_widget_of_a_poll_to_come_says_when(poll_index: PollIndexPage) -> None:
    html = widget(poll_make(opens_at=timezone.now() + timedelta(days=1)))
    assert "Голосування розпочнеться" in html
    assert "<form" not in html


def test_the_widget_of_a_closed_poll_shows_results_beyond_colour(poll: Poll) -> None:
    confirmed_vote(poll, "a@example.com", 0)
    confirmed_vote(poll, "b@example.com", 0)
    confirmed_vote(poll, "c@example.com", 2)
    html = widget(close(poll))
    assert "Опитування завершено" in html
    assert "2 · 66,7 %" in html
    assert 'value="66.7"' in html
    assert "Проголосували 3 людини" in html


def test_the_widget_of_a_draft_shows_nothing(poll_index: PollIndexPage) -> None:
    assert widget(poll_make(live=False)) == ""


def test_without_a_polls_page_nobody_is_invited_to_vote(poll: Poll, poll_index: PollIndexPage) -> None:
    poll_index.unpublish()
    html = widget(poll)
    assert "Зараз тут не можна проголосувати" in html
    assert "<form" not in html


def test_pending_and_held_votes_do_not_count(poll: Poll) -> None:
    confirmed_vote(poll, "a@example.com", 0)
    pending_vote(poll, "b@example.com", 1)
    pending_vote(poll, "c@example.com", 1, flag_reason=FlagReason.UNPROVEN)
    results = poll_results(poll)
    assert [row.votes for row in results.rows] == [1, 0, 0]
    assert results.voters == 1


def test_results_cost_two_queries(poll: Poll, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    other = poll_make(question="Інше?")
    with django_assert_num_queries(2):
        results = polls_results([poll, other])
    assert [row.percent for row in results[other.pk].rows] == [0.0, 0.0, 0.0]


def test_a_block_shows_the_same_form(poll: Poll) -> None:
    block = PollBlock()
    html = block.render(block.to_python({"poll": poll.pk}), context={"request": RequestFactory().get("/")})
    assert 'action="/opytuvannia/shcho-remontuvaty-nasampered/holos/"' in html
    assert 'id="article-' in html


def test_a_block_can_be_picked_by_sight(db: None) -> None:
    block = PollBlock()
    assert block.is_previewable
    html = block.render(block.get_preview_value())
    assert "Що громаді варто відремонтувати насамперед?" in html
    assert "Парк біля річки" in html
