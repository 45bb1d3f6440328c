"""From any screen about a poll staff find the others, and the list answers whatever it is asked."""

import pytest
from django.test import Client
from django.urls import reverse

from engagement.models import Poll
from tests.engagement.polls.builders import confirmed_vote, poll_make, text

SNIPPET = "wagtailsnippets_engagement_poll"
LIST = reverse(f"{SNIPPET}:list")


@pytest.mark.parametrize(
    "asked",
    [
        "status=running",
        "status=upcoming",
        "status=closed",
        "kind=single",
        "results_promise=after_vote",
        "live=true",
        "ordering=question",
        "ordering=-opens_at",
        "ordering=closes_at",
    ],
)
def test_the_list_is_searched_and_filtered_at_once(officer: Client, poll: Poll, asked: str) -> None:
    answer = officer.get(f"{LIST}?q=ремонтувати&{asked}")
    assert answer.status_code == 200
    assert (poll.question in text(answer)) == (asked not in ("status=upcoming", "status=closed"))


def test_each_screen_leads_to_the_others(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    edit, review = reverse(f"{SNIPPET}:edit", args=[poll.pk]), reverse("held_votes:poll", args=[poll.pk])
    report, page = reverse("poll_report", args=[poll.pk]), poll.get_url()
    for screen, ways in {
        LIST: (edit, review, report, page),
        edit: (review, report, page),
        review: (edit, report, page),
        report: (edit, review, page),
    }.items():
        shown = text(officer.get(screen))
        assert [way for way in ways if f'href="{way}"' not in shown] == [], screen


def test_a_draft_has_no_public_page_to_go_to(officer: Client, poll: Poll) -> None:
    Poll.objects.update(live=False)
    assert "Сторінка опитування" not in text(officer.get(reverse("poll_report", args=[poll.pk])))


def test_a_form_sent_back_says_so_where_it_is_read_first(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    answer = officer.post(reverse("held_votes:poll", args=[poll.pk]), {"reason": ""})
    assert answer.status_code == 422
    assert "Поки що нічого не зроблено" in text(answer)


def test_polls_with_votes_are_named_when_several_are_to_be_deleted(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    empty = poll_make(question="Де бути ярмарку?")
    url = reverse("wagtail_bulk_action", args=["engagement", "poll", "delete"])
    answer = officer.post(f"{url}?next={LIST}&id={poll.pk}&id={empty.pk}", follow=True)
    assert "Нічого не видалено: уже голосували в опитуваннях «Що ремонтувати насамперед?»." in text(answer)
    assert Poll.objects.count() == 2


def test_a_new_poll_shows_no_results_and_names_its_first_field(officer: Client, poll: Poll) -> None:
    page = text(officer.get(reverse(f"{SNIPPET}:add")))
    assert 'placeholder="Питання"' in page
    assert "Результати приховано" not in page
