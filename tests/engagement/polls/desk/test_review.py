"""The desk of votes: an officer finds a burst, leaves it out, takes that back; counts what was held for nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from engagement.models import Invalidation, Poll, PollEvent, Vote
from engagement.models.poll import ResultsPromise
from engagement.models.vote import VoteState
from engagement.polls.desk.numbers import held_groups, hourly_top
from engagement.polls.selectors import poll_results
from tests.engagement.polls.builders import URL, burst, close, confirmed_vote, poll_make, text
from tests.engagement.polls.desk.reviewing import FRAUD, HELD, decide, decision, desk, preview, seen, undo_url


@pytest.fixture
def live_poll(poll_index: object) -> Poll:
    return poll_make(results_promise=ResultsPromise.LIVE)


def test_an_officer_leaves_a_burst_out_and_takes_that_back(officer: Client, client: Client, live_poll: Poll) -> None:
    burst(live_poll, 6, network=FRAUD)
    confirmed_vote(live_poll, number=1)
    assert "Проголосувало 7 людей" in text(client.get(URL))
    assert FRAUD in text(officer.get(desk(live_poll)))
    values = decision(network="198.51.100.7")
    shown = text(preview(officer, live_poll, values))
    assert "Голосів, які буде вилучено: <strong>6</strong>, з них зараз враховано: 6, на перевірці: 0." in shown
    assert "«−6 · голосувала програма · Голоси надсилала програма ·" in shown
    assert Vote.objects.confirmed().count() == 7
    assert "Готово. Кількість і причину бачать усі." in decide(officer, live_poll, values)
    assert "Проголосувала 1 людина" in text(client.get(URL))

    made = Invalidation.objects.get()
    assert "Знову буде враховано голосів: 6" in text(officer.get(undo_url(made)))
    assert Invalidation.objects.in_force().exists()
    answer = officer.post(undo_url(made), {"reason": "Це був мобільний оператор"}, follow=True)
    assert "Голоси повернуто до стану, який був перед вилученням" in text(answer)
    assert "Проголосувало 7 людей" in text(client.get(URL))
    lines = list(PollEvent.objects.values_list("kind", "votes", "reason"))
    assert lines == [
        ("invalidated", 6, "Голоси надсилала програма"),
        ("restored", 6, "Це був мобільний оператор"),
    ]
    logged = ModelLogEntry.objects.filter(action__startswith="engagement.poll").order_by("pk")
    assert [entry.action for entry in logged] == ["engagement.poll.invalidate", "engagement.poll.restore"]
    assert "Вилучено голоси: 6 голосів" in logged[0].message


def test_held_votes_are_counted_by_their_group(officer: Client, client: Client, live_poll: Poll) -> None:
    burst(live_poll, 5, "school.example", network=FRAUD, flag_reason=HELD)
    burst(live_poll, 2, "other.example", network=FRAUD, flag_reason=HELD)
    page = text(officer.get(desk(live_poll)))
    assert "багато голосів з однієї мережі за хвилину" in page
    assert "@school.example" not in page
    values = decision(
        decision="release", cause="", reason="Голосувала школа", groups=[f"{HELD}|{FRAUD}|school.example"]
    )
    assert "«+5 · враховано після перевірки · Голосувала школа ·" in text(preview(officer, live_poll, values))
    decide(officer, live_poll, values)
    assert "Проголосувало 5 людей" in text(client.get(URL))
    assert Vote.objects.held().count() == 2


def test_held_votes_of_any_number_can_be_left_out(officer: Client, live_poll: Poll) -> None:
    confirmed_vote(live_poll, network=FRAUD, flag_reason=HELD)
    decide(officer, live_poll, decision(flag_reason=HELD))
    assert Vote.objects.get().state == VoteState.INVALIDATED


@pytest.mark.parametrize(
    "values", [decision(domain="burst.example"), decision(decision="release", cause="", flag_reason=HELD)]
)
def test_few_votes_are_not_decided_about_where_the_results_would_show_them(
    officer: Client, live_poll: Poll, values: dict[str, Any]
) -> None:
    burst(live_poll, 4)
    burst(live_poll, 4, "held.example", flag_reason=HELD)
    response = preview(officer, live_poll, values)
    assert seen(response) is None
    assert "як голосували" in text(response)
    forced = officer.post(desk(live_poll), {**values, "seen": "4-invalidate-0"})
    assert "як голосували" in text(forced)
    assert not PollEvent.objects.exists()


def test_hidden_results_let_few_held_votes_be_counted_until_somebody_looks(officer: Client, poll_index: object) -> None:
    poll = poll_make(results_promise=ResultsPromise.AFTER_CLOSE)
    confirmed_vote(poll, "one@example.com", flag_reason=HELD)
    values = decision(decision="release", cause="", reason="Перевірено", flag_reason=HELD)
    assert "Готово" in decide(officer, poll, values)
    confirmed_vote(poll, "two@example.com", flag_reason=HELD)
    officer.post(reverse("wagtailsnippets_engagement_poll:look_early", args=[poll.pk]), {"reason": "Запит суду"})
    assert seen(preview(officer, poll, values)) is None


def test_after_the_close_the_last_held_votes_are_counted_together_or_not_at_all(
    officer: Client, live_poll: Poll
) -> None:
    burst(live_poll, 2, "a.example", flag_reason=HELD)
    burst(live_poll, 1, "b.example", flag_reason=HELD)
    close(live_poll)
    values = decision(decision="release", cause="", reason="Перевірено", flag_reason=HELD)
    assert seen(preview(officer, live_poll, {**values, "domain": "b.example"})) is None
    decide(officer, live_poll, decision(domain="a.example"))
    assert seen(preview(officer, live_poll, values)) is None
    officer.post(undo_url(Invalidation.objects.get()), {"reason": "Помилка"})
    assert "Готово" in decide(officer, live_poll, values)
    assert poll_results(live_poll).voters == 3


def test_two_decisions_do_not_tell_one_voter_apart(officer: Client, live_poll: Poll) -> None:
    burst(live_poll, 6, network=FRAUD)
    confirmed_vote(live_poll, "watched@target.example", network=FRAUD)
    decide(officer, live_poll, decision(domain="burst.example"))
    officer.post(undo_url(Invalidation.objects.get()), {"reason": "Помилка"})
    assert seen(preview(officer, live_poll, decision(network=FRAUD))) is None
    assert seen(preview(officer, live_poll, decision(domain="burst.example"))) is not None


def test_what_was_not_seen_is_not_decided(officer: Client, live_poll: Poll) -> None:
    burst(live_poll, 6)
    values = decision(domain="burst.example")
    button = seen(preview(officer, live_poll, values))
    confirmed_vote(live_poll, "late@burst.example")
    answer = officer.post(desk(live_poll), {**values, "seen": button}, follow=True)
    assert "Тим часом голоси змінилися" in text(answer)
    # The same number, but of other votes.
    burst(live_poll, 7, "other.example")
    button = seen(preview(officer, live_poll, values))
    officer.post(desk(live_poll), {**decision(domain="other.example"), "seen": button})
    assert not Invalidation.objects.exists()


def test_the_second_officer_is_told_that_it_was_taken_back(officer: Client, live_poll: Poll) -> None:
    burst(live_poll, 5)
    decide(officer, live_poll, decision(domain="burst.example"))
    made = Invalidation.objects.get()
    for _ in range(2):
        answer = officer.post(undo_url(made), {"reason": "Помилка"}, follow=True)
    assert "вже скасовано" in text(answer)
    assert PollEvent.objects.filter(kind="restored").count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "а" * 501, "нуль\0байт"])
def test_taking_back_needs_a_reason(officer: Client, live_poll: Poll, reason: str) -> None:
    burst(live_poll, 5)
    decide(officer, live_poll, decision(domain="burst.example"))
    response = officer.post(undo_url(Invalidation.objects.get()), {"reason": reason})
    assert response.status_code == 422
    assert Invalidation.objects.in_force().exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Позначте групу або заповніть принаймні одну умову"),
        ({"network": "нісенітниця"}, "Вкажіть мережу"),
        ({"network": "10.0.0.0/8"}, "вкажіть одну з таких"),
        ({"network": "1" * 10_000}, "не більше ніж"),
        ({"domain": "а" * 10_000}, "не більше ніж"),
        ({"domain": "a\0b"}, "Null"),
        ({"flag_reason": "ні"}, "Виберіть один із запропонованих варіантів"),
        ({"cast_from": "вчора"}, "коректну дату"),
        ({"cast_from": "0001-01-01 00:00"}, "2000"),
        ({"cast_until": "9999-12-31 23:59"}, "2999"),
        ({"groups": ["x|y|z"]}, "більше немає голосів на перевірці"),
        ({"domain": "x.example", "cause": ""}, "Оберіть причину вилучення"),
        ({"domain": "x.example", "cause": "злість"}, "Виберіть один із запропонованих варіантів"),
        ({"domain": "x.example", "decision": "delete"}, "Виберіть один із запропонованих варіантів"),
        ({"domain": "x.example", "reason": ""}, "необхідно заповнити"),
        ({"domain": "x.example", "reason": "а\0"}, "Null"),
    ],
)
def test_bad_input_is_answered_in_words(officer: Client, live_poll: Poll, values: dict[str, Any], words: str) -> None:
    confirmed_vote(live_poll)
    response = preview(officer, live_poll, decision(**values))
    assert response.status_code == 422
    assert words in text(response)
    assert not Invalidation.objects.exists()


def test_a_condition_that_meets_nothing_offers_no_button(officer: Client, live_poll: Poll) -> None:
    response = preview(officer, live_poll, decision(domain="nobody.example"))
    assert "Зараз таких голосів немає" in text(response)
    assert seen(response) is None


def test_the_desk_shows_neither_addresses_nor_choices(officer: Client, live_poll: Poll) -> None:
    burst(live_poll, 5, "secret.example", flag_reason=HELD, number=2)
    page = text(officer.get(desk(live_poll)))
    for hidden in ("person1", "p•", "@secret", "Дах бібліотеки", "Парк"):
        assert hidden not in page


def test_hours_show_the_ten_most_frequent(live_poll: Poll, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        burst(live_poll, 5, f"domain{number:02}.example")
    confirmed_vote(live_poll, "two@domain11.example", flag_reason=HELD)
    with django_assert_num_queries(1):
        lines = hourly_top(live_poll, "domain")
    assert len(lines) == 10
    assert (lines[0].name, lines[0].votes, lines[0].held) == ("domain11.example", 6, 1)
    assert [(line.name, line.votes) for line in hourly_top(live_poll, "network")] == [("203.0.113.0/24", 61)]
    with django_assert_num_queries(1):
        assert [group.votes for group in held_groups(live_poll)] == [1]


def test_hours_do_not_name_the_owner_of_a_domain(live_poll: Poll) -> None:
    """Beside open results the hour of a single vote would say what it was."""
    burst(live_poll, 4, "petrenko.example")
    assert hourly_top(live_poll, "domain") == []
    confirmed_vote(live_poll, "guest@petrenko.example")
    assert [line.votes for line in hourly_top(live_poll, "domain")] == [5]


def test_after_retention_the_desk_says_what_is_gone(officer: Client, live_poll: Poll) -> None:
    confirmed_vote(live_poll, flag_reason=HELD)
    Vote.objects.update(network="", domain="", email=None)
    Poll.objects.update(addresses_erased_at=live_poll.opens_at)
    page = text(officer.get(desk(live_poll)))
    assert "поштові домени цього опитування стерто" in page
    assert seen(preview(officer, live_poll, decision(groups=[f"{HELD}||"]))) is not None


def test_the_list_and_the_home_page_lead_to_held_votes(officer: Client, live_poll: Poll) -> None:
    quiet = poll_make(question="Де поставити лавку?")
    confirmed_vote(quiet)
    assert "Голоси на перевірці" not in text(officer.get(reverse("wagtailadmin_home")))
    confirmed_vote(live_poll, flag_reason=HELD)
    assert f'href="{desk(live_poll)}"' in officer.get(reverse("wagtailadmin_home")).content.decode()
    assert "Голоси на перевірці: 1" in text(officer.get(reverse("wagtailadmin_home")))
    listed = text(officer.get(reverse("held_votes:index")))
    assert listed.index(live_poll.question) < listed.index(quiet.question)
