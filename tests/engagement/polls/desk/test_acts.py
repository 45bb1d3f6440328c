"""Closing early, looking early and copying: each says what will follow, asks why, and leaves a line."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from engagement.models import Poll, PollEvent
from engagement.models.poll import ResultsPromise
from tests.engagement.polls.builders import OPTIONS, burst, close, confirmed_vote, poll_make, text

SNIPPET = "wagtailsnippets_engagement_poll"
RESULTS = "Проголосувал"


def act(name: str, poll: Poll) -> str:
    return reverse(f"{SNIPPET}:{name}", args=[poll.pk])


def test_an_officer_closes_a_poll_early(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    assert "Результати відкриються всім" in text(officer.get(act("close_early", poll)))
    answer = officer.post(act("close_early", poll), {"reason": "Кошти розподілено"}, follow=True)
    assert "Опитування завершено; чому — прочитають усі." in text(answer)
    stored = Poll.objects.get()
    assert (stored.is_closed, stored.early_end_reason) == (True, "Кошти розподілено")
    assert stored.planned_closes_at == poll.closes_at
    assert PollEvent.objects.get().kind == "closed-early"
    history = text(officer.get(reverse(f"{SNIPPET}:history", args=[poll.pk])))
    assert "Завершено достроково. Кошти розподілено" in history
    again = officer.post(act("close_early", poll), {"reason": "Ще раз"}, follow=True)
    assert "Достроково завершити можна лише опитування, що триває" in text(again)
    assert PollEvent.objects.count() == 1


@pytest.mark.parametrize("name", ["close_early", "look_early"])
@pytest.mark.parametrize("reason", ["", " \n ", "а" * 501, "а\0"])
def test_without_a_fitting_reason_nothing_is_done(officer: Client, poll: Poll, name: str, reason: str) -> None:
    confirmed_vote(poll)
    answer = officer.post(act(name, poll), {"reason": reason})
    assert answer.status_code == 422
    assert RESULTS not in text(answer)
    assert Poll.objects.get().is_running
    assert not PollEvent.objects.exists()


@pytest.mark.parametrize("promise", [ResultsPromise.AFTER_VOTE, ResultsPromise.AFTER_CLOSE])
def test_hidden_results_are_seen_only_with_a_line_for_everybody(
    officer: Client, poll_index: object, promise: ResultsPromise
) -> None:
    poll = poll_make(results_promise=promise)
    burst(poll, 2)
    pages = (
        act("look_early", poll),
        reverse(f"{SNIPPET}:edit", args=[poll.pk]),
        reverse("held_votes:poll", args=[poll.pk]),
    )
    assert not any(RESULTS in text(officer.get(url)) for url in pages)
    answer = officer.post(act("look_early", poll), {"reason": "Запит суду"})
    assert "Проголосували 2 людини" in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert list(PollEvent.objects.values_list("kind", "reason")) == [("looked-early", "Запит суду")]
    assert "Переглянуто приховані результати. Запит суду" in ModelLogEntry.objects.latest("pk").message
    assert not any(RESULTS in text(officer.get(url)) for url in pages)


def test_open_results_need_no_early_look(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    close(poll)
    answer = officer.post(act("look_early", poll), {"reason": "Просто так"}, follow=True)
    assert "Прихованих результатів немає" in text(answer)
    assert not PollEvent.objects.filter(kind="looked-early").exists()


def test_a_copy_is_a_draft_with_the_same_answers(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    answer = officer.post(act("make_copy", poll), follow=True)
    copy = Poll.objects.exclude(pk=poll.pk).get()
    assert "Це копія — чернетка" in text(answer)
    assert answer.redirect_chain[-1][0] == reverse(f"{SNIPPET}:edit", args=[copy.pk])
    assert not copy.live
    assert [option.text for option in copy.options.all()] == list(OPTIONS)
    assert copy.closes_at - copy.opens_at == poll.closes_at - poll.opens_at
    assert not copy.votes.exists()
    assert f"Скопійовано з опитування «{poll.question}»" in ModelLogEntry.objects.latest("pk").message


@pytest.mark.parametrize(
    ("ended", "offered"), [(False, ["close_early", "look_early", "make_copy"]), (True, ["make_copy"])]
)
def test_the_list_and_the_editor_offer_what_can_be_done(
    officer: Client, poll: Poll, ended: bool, offered: list[str]
) -> None:
    if ended:
        close(poll, ago=timedelta(days=0))
    for url in (reverse(f"{SNIPPET}:list"), reverse(f"{SNIPPET}:edit", args=[poll.pk])):
        page = officer.get(url).content.decode()
        shown = [name for name in ("close_early", "look_early", "make_copy") if act(name, poll) in page]
        assert shown == offered
        assert reverse("held_votes:poll", args=[poll.pk]) in page
