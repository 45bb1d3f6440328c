"""A letter asked for again, and a vote taken back before and after it was confirmed."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from community.messaging.models import Message
from engagement.models import Poll, PollDay, PollIndexPage, Vote, VoteChoice
from engagement.models.vote import VoteState
from engagement.polls.conditions import condition_make
from engagement.polls.services.cancelling import pending_vote_cancel, vote_cancel
from engagement.polls.services.review import votes_invalidate
from engagement.polls.services.voting import Confirmation, vote_confirm, vote_letter_resend
from tests.engagement.polls.builders import (
    EMAIL,
    NETWORK,
    URL,
    close,
    confirmed_vote,
    last_letter,
    letter_path,
    letter_text,
    option_of,
    pending_vote,
    poll_make,
    text,
    vote_by_form,
)

pytestmark = pytest.mark.usefixtures("few_votes_decided")

CANCEL = {"step": "cancel"}
INVENTED = f"{URL}lyst/00000000-0000-4000-8000-000000000000/"


@pytest.fixture
def changeable(poll_index: PollIndexPage) -> Poll:
    return poll_make(allows_changes=True)


def invalidate(poll: Poll) -> None:
    votes_invalidate(
        poll=poll,
        condition=condition_make(network=NETWORK),
        expected=1,
        cause="automated",
        public_reason="Голоси надіслала програма.",
        actor=User.objects.create_user("officer-of-test"),
    )


class TestAnotherLetter:
    def ask(self, client: Client, page: str) -> HttpResponseBase:
        return client.post(page, {"step": "resend"})

    def test_the_new_letter_works_and_the_old_one_no_more(self, client: Client, poll: Poll) -> None:
        page = vote_by_form(client, poll)["Location"]
        old = last_letter()
        assert "Надіслати лист ще раз" in text(client.get(page))
        again = self.ask(client, page)
        assert again.status_code == 303
        assert "Діє лише найновіший лист" in text(client.get(again["Location"]))
        new = last_letter()
        assert (new.recipient, new.about, Message.objects.count()) == (EMAIL, old.about, 2)
        gone = client.post(letter_path(old))
        assert gone.status_code == 404
        assert "новіш" in text(gone)
        assert client.post(page, {"code": old.secrets["code"]}).status_code == 422
        assert "голос підтверджено" in text(client.post(letter_path(new), follow=True))

    def test_one_in_two_minutes_and_two_a_day(self, client: Client, poll: Poll) -> None:
        with time_machine.travel("2026-11-28T10:00:05+02:00", tick=False) as now:
            Poll.objects.filter(pk=poll.pk).update(
                opens_at=timezone.now(), closes_at=timezone.now() + timedelta(days=9)
            )
            page = vote_by_form(client, poll)["Location"]
            again = self.ask(client, page)
            assert "Попросити про наступний можна після 10:02" in text(client.get(again["Location"]))
            early = self.ask(client, page)
            assert early.status_code == 429
            assert "Попросити про наступний можна після 28 листопада 2026, 10:02" in text(early)
            now.shift(timedelta(minutes=2))
            assert self.ask(client, page).status_code == 303
            now.shift(timedelta(minutes=2))
            assert "після 29 листопада 2026, 02:00" in text(self.ask(client, page))
        assert Message.objects.count() == 3

    def test_an_invented_page_is_answered_the_same(self, client: Client, poll: Poll) -> None:
        with time_machine.travel(timezone.now().replace(second=0), tick=False):
            real, invented = vote_by_form(client, poll)["Location"], INVENTED
            pages = [
                [self.ask(client, page), client.get(f"{page}?znovu=1"), self.ask(client, page)]
                for page in (real, invented)
            ]
            seen = [
                [(a.status_code, self.plain(a, page)) for a in answers]
                for page, answers in zip((real, invented), pages, strict=True)
            ]
        assert seen[0] == seen[1]
        assert Message.objects.count() == 2

    def plain(self, answer: HttpResponseBase, page: str) -> str:
        shown = text(answer).replace(page, "…")
        return shown.partition("<main")[2].replace(csrf_of(shown), "…")

    def test_a_confirmed_vote_gets_none(self, client: Client, poll: Poll) -> None:
        vote = confirmed_vote(poll)
        assert self.ask(client, f"{URL}lyst/{vote.reference}/").status_code == 303
        assert Message.objects.count() == 1

    def test_after_the_end_that_is_said(self, client: Client, poll: Poll) -> None:
        page = vote_by_form(client, poll)["Location"]
        close(poll)
        answer = self.ask(client, page)
        assert answer.status_code == 410
        assert "тож цей голос не враховано" in text(answer)
        assert Message.objects.count() == 1


def csrf_of(page: str) -> str:
    return page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0] or "no token"


class TestBeforeConfirming:
    def test_on_the_page_of_the_letter(self, client: Client, poll: Poll) -> None:
        pending_vote(poll)
        link = letter_path(last_letter())
        assert "Скасувати голос" in text(client.get(link))
        done = client.post(link, CANCEL)
        assert done.status_code == 200
        assert "Голос скасовано" in text(done)
        assert "Проголосувати знову" in text(done)
        assert Vote.objects.count() == 0
        assert PollDay.objects.get().cancelled == 1
        assert client.get(link).status_code == client.post(link).status_code == 404

    def test_on_the_page_that_waits_for_the_code_and_as_silently_on_an_invented_one(
        self, client: Client, poll: Poll
    ) -> None:
        page = vote_by_form(client, poll)["Location"]
        answers = [client.post(address, CANCEL) for address in (page, INVENTED)]
        assert [a.status_code for a in answers] == [200, 200]
        assert "Якщо голос ще чекав на підтвердження, його стерто" in text(answers[0])
        assert text(answers[0]) == text(answers[1])
        assert Vote.objects.count() == 0

    def test_nothing_is_left_of_it_in_the_outbox(self, poll: Poll) -> None:
        vote = pending_vote(poll)
        Message.objects.update(state="sent", sent_at=timezone.now(), next_attempt_at=None)
        pending_vote_cancel(poll=poll, reference=vote.reference)
        assert Message.objects.get().is_erased
        assert Message.objects.get().about == ""

    def test_a_letter_that_has_not_left_is_not_sent(self, poll: Poll) -> None:
        vote = pending_vote(poll)
        pending_vote_cancel(poll=poll, reference=vote.reference)
        assert Message.objects.count() == 0

    def test_a_counted_vote_is_not_erased_that_way(self, client: Client, poll: Poll) -> None:
        vote = confirmed_vote(poll)
        client.post(f"{URL}lyst/{vote.reference}/", CANCEL)
        assert Vote.objects.confirmed().count() == 1


class TestAfterConfirming:
    def test_taken_back_and_cast_anew(self, client: Client, changeable: Poll) -> None:
        pending_vote(changeable)
        link = letter_path(last_letter())
        thanks = text(client.post(link, follow=True))
        assert "Скасувати або змінити голос" in thanks
        check = client.get(f"{link}?cancel=1")
        assert "Скасувати голос?" in text(check)
        assert Vote.objects.confirmed().count() == 1

        done = client.post(link, CANCEL)
        assert done.status_code == 200
        assert "Голос скасовано" in text(done)
        vote = Vote.objects.get()
        assert vote.state == VoteState.CANCELLED
        assert VoteChoice.objects.count() == 0
        letter = last_letter()
        assert (letter.template, letter.recipient) == ("vote_cancelled", EMAIL)
        assert "Якщо це були не ви" in letter_text(letter)

        for answer in (client.get(link), client.post(link), client.post(link, CANCEL)):
            assert answer.status_code == 410
            assert "Цей голос скасовано" in text(answer)
            assert "Проголосувати знову" in text(answer)
        assert Message.objects.filter(template="vote_cancelled").count() == 1

        pending_vote(changeable, number=2)
        assert last_letter().template == "vote_confirm"
        assert "голос підтверджено" in text(client.post(letter_path(last_letter()), follow=True))
        counted = Vote.objects.confirmed().get()
        assert counted.choices.get().option == option_of(changeable, 2)

    def test_where_the_rules_do_not_allow_it_nobody_offers_it(self, client: Client, poll: Poll) -> None:
        pending_vote(poll)
        link = letter_path(last_letter())
        assert "Скасувати або змінити" not in text(client.post(link, follow=True))
        assert "Скасувати голос?" not in text(client.get(f"{link}?cancel=1"))
        refused = client.post(link, CANCEL)
        assert refused.status_code == 409
        assert "Цей голос уже не можна скасувати" in text(refused)
        assert Vote.objects.confirmed().count() == 1

    def test_after_the_end_it_stays(self, client: Client, changeable: Poll) -> None:
        pending_vote(changeable)
        link = letter_path(last_letter())
        client.post(link)
        close(changeable)
        assert client.post(link, CANCEL).status_code == 409
        assert Vote.objects.confirmed().count() == 1

    def test_who_confirmed_by_code_is_sent_to_the_letter(self, client: Client, changeable: Poll) -> None:
        page = vote_by_form(client, changeable)["Location"]
        thanks = text(client.post(page, {"code": last_letter().secrets["code"]}))
        assert "Для цього відкрийте посилання з листа" in thanks

    def test_an_invalidated_vote_looks_the_same_but_stays(self, client: Client, changeable: Poll) -> None:
        pending_vote(changeable)
        link = letter_path(last_letter())
        client.post(link)
        before = client.get(link)
        invalidate(changeable)
        assert "Скасувати або змінити голос" in text(client.get(link))
        assert "не враховано" not in text(before) + text(client.get(link))
        assert client.post(link, CANCEL).status_code == 409
        assert Vote.objects.get().state == VoteState.INVALIDATED

    def test_after_the_end_an_invalidated_vote_is_told_why(self, client: Client, poll: Poll) -> None:
        pending_vote(poll)
        link = letter_path(last_letter())
        client.post(link)
        invalidate(poll)
        close(poll)
        page = text(client.get(link))
        assert "Цей голос вилучено" in page
        assert "Голоси надіслала програма." in page

    def test_the_letter_to_who_voted_says_how_to_change_it(self, poll_index: PollIndexPage, changeable: Poll) -> None:
        confirmed_vote(changeable)
        vote_by_form(Client(), changeable)
        assert "голос можна змінити" in letter_text(last_letter())
        strict = poll_make(question="Інше питання?")
        confirmed_vote(strict)
        Client().post(
            f"/opytuvannia/{strict.slug}/holos/",
            {"choice": option_of(strict).pk, "email": EMAIL, "step": "send"},
        )
        assert last_letter().template == "vote_already_cast"
        assert "голос можна змінити" not in letter_text(last_letter())


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def at_once(self, *actions: Callable[[], object]) -> list[object]:
        start, answers = Barrier(len(actions)), []

        def run(action: Callable[[], object]) -> None:
            start.wait()
            try:
                answers.append(action())
            except Exception as error:
                answers.append(repr(error))
            connection.close()

        threads = [Thread(target=run, args=(action,)) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    @pytest.mark.parametrize("number", range(8))
    def test_of_confirming_and_cancelling_one_wins_whole(self, changeable: Poll, number: int) -> None:
        vote = pending_vote(changeable)
        stale = Vote.objects.select_related("poll").get(pk=vote.pk)
        answers = self.at_once(
            lambda: vote_confirm(vote=stale),
            lambda: pending_vote_cancel(poll=changeable, reference=vote.reference),
            lambda: vote_letter_resend(poll=changeable, reference=vote.reference, network=NETWORK),
        )
        counted = Vote.objects.confirmed().count()
        outcome = Confirmation.COUNTED if counted else Confirmation.CANCELLED
        assert Counter(answers) == Counter([outcome, None, None])
        assert Vote.objects.count() == counted
        assert sum(PollDay.objects.values_list("cancelled", flat=True)) == 1 - counted

    def test_a_vote_is_taken_back_once(self, changeable: Poll) -> None:
        vote = confirmed_vote(changeable)
        copies = [Vote.objects.select_related("poll").get(pk=vote.pk) for _ in range(5)]
        answers = self.at_once(*[lambda copy=copy: vote_cancel(vote=copy) for copy in copies])
        assert Counter(answers) == Counter({True: 1, False: 4})
        assert Message.objects.filter(template="vote_cancelled").count() == 1

    def test_a_decision_of_staff_and_the_voter_do_not_both_happen(self, changeable: Poll) -> None:
        vote = confirmed_vote(changeable)
        self.at_once(lambda: invalidate(changeable), lambda: vote_cancel(vote=vote))
        stored = Vote.objects.get()
        assert stored.state in {VoteState.INVALIDATED, VoteState.CANCELLED}
        assert (stored.invalidation_id is None) == (stored.state == VoteState.CANCELLED)


def test_a_vote_erased_between_being_read_and_confirmed_is_said_to_be_cancelled(client: Client, poll: Poll) -> None:
    vote = pending_vote(poll)
    pending_vote_cancel(poll=poll, reference=vote.reference)
    assert vote_confirm(vote=vote) == Confirmation.CANCELLED


def test_an_unknown_link_changes_nothing_by_any_step(client: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    for step in ("cancel", "resend", "confirm", "\x00", ""):
        assert client.post(f"{URL}pidtverdzhennia/{uuid4()}/", {"step": step}).status_code == 404
    assert Vote.objects.confirmed().count() == 1
