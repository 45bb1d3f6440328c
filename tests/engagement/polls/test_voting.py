"""A resident votes: from the form on a page to the thanks, and what goes wrong on the way."""

from dataclasses import asdict
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.messaging.models import Message
from community.messaging.signals import message_sent
from engagement.models import Poll, PollIndexPage, Vote
from engagement.models.poll import PollKind, ResultsPromise
from engagement.polls.integrity import poll_numbers
from engagement.polls.services.cancelling import unconfirmed_votes_purge
from engagement.polls.services.voting import vote_cast
from tests.engagement.polls.builders import (
    EMAIL,
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


def test_a_resident_votes_and_the_vote_counts_once(client: Client, poll: Poll) -> None:
    page = text(client.get(URL))
    assert "Ви побачите результати, щойно підтвердите свій голос" in page
    assert "csrfmiddlewaretoken" not in page
    assert "sessionid" not in client.cookies
    assert "csrftoken" not in client.cookies

    form = text(client.get(f"{URL}holos/", {"choice": option_of(poll).pk}))
    assert "Щоб уникнути фальсифікацій" in form
    assert "checked" in form
    assert "Скасувати" in form

    check = text(vote_by_form(client, poll, step="check"))
    assert "Перевірте відповідь" in check
    assert "Дорогу до школи" in check
    assert EMAIL in check
    assert Vote.objects.count() == 0

    sent = vote_by_form(client, poll)
    assert sent.status_code == 303
    assert "Ми надіслали вам лист" in text(client.get(sent["Location"]))
    assert Vote.objects.get().is_pending

    letter = last_letter()
    assert letter.recipient == EMAIL
    written = letter_text(letter)
    assert "Підтвердьте свій голос: Що ремонтувати насамперед?" in written
    assert "Дорогу до школи" not in written

    link = letter_path(letter)
    shown = text(client.get(link))
    assert "Голос ще не враховано" in shown
    assert "Дорогу до школи" in shown
    assert Vote.objects.confirmed().count() == 0

    thanks = text(client.post(link, follow=True))
    receipt = Vote.objects.confirmed().get().receipt
    assert "Дякуємо, ваш голос підтверджено" in thanks
    assert receipt
    assert receipt in thanks
    assert "Проголосувала 1 людина" in thanks

    assert "Ваш голос уже підтверджено" in text(client.post(link))
    assert Vote.objects.confirmed().count() == 1
    assert receipt in text(client.get(link))


def test_the_code_of_the_letter_confirms_as_well(client: Client, poll: Poll) -> None:
    page = vote_by_form(client, poll)["Location"]
    code = last_letter().secrets["code"]
    thanks = text(client.post(page, {"code": f" {code[:3]} {code[3:]} "}))
    assert "Дякуємо, ваш голос підтверджено" in thanks
    assert "Ваш голос уже підтверджено" in text(client.post(page, {"code": code}))
    assert Vote.objects.confirmed().count() == 1


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_that_opens_the_link_counts_nothing(client: Client, poll: Poll, method: str) -> None:
    pending_vote(poll)
    response = getattr(client, method)(letter_path(last_letter()))
    assert response.status_code == 200
    assert Vote.objects.get().is_pending


def test_the_link_is_private_and_kept_out_of_referer(client: Client, poll: Poll) -> None:
    pending_vote(poll)
    response = client.get(letter_path(last_letter()))
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex"


def test_the_button_of_the_letter_passes_the_csrf_check_as_browsers_send_it(poll: Poll) -> None:
    client = Client(enforce_csrf_checks=True)
    pending_vote(poll)
    link = letter_path(last_letter())
    client.get(link, secure=True)
    token = client.cookies["csrftoken"].value
    answer = client.post(link, {"csrfmiddlewaretoken": token}, secure=True, headers={"Origin": "https://testserver"})
    assert answer.status_code == 303
    assert Vote.objects.confirmed().count() == 1


def test_an_address_that_voted_gets_another_letter_and_the_same_page(client: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    sent = vote_by_form(client, poll, "OLENA+2@example.com")
    assert sent.status_code == 303
    page = client.get(sent["Location"])
    assert "Ми надіслали вам лист" in text(page)
    assert "Код не підходить" in text(client.post(sent["Location"], {"code": "123456"}))
    assert last_letter().template == "vote_already_cast"
    assert last_letter().recipient == "OLENA+2@example.com"
    assert "чинним лишається ваш перший голос" in letter_text(last_letter())
    assert not last_letter().secrets
    assert Vote.objects.settled().count() == 1


@pytest.mark.parametrize("step", ["send", "resend", "cancel"])
def test_public_numbers_do_not_tell_who_has_voted(client: Client, poll: Poll, step: str) -> None:
    """Where few vote, a stranger could send a vote for an address and look whether one more waits."""

    def moved_by(email: str) -> dict[str, int]:
        before = asdict(poll_numbers(poll).total)
        sent = vote_by_form(client, poll, email)["Location"]
        message_sent.send(Message, message=last_letter())
        if step != "send":
            client.post(sent, {"step": step})
        after = asdict(poll_numbers(poll).total)
        return {name: after[name] - before[name] for name in after}

    confirmed_vote(poll)
    moved = moved_by(EMAIL)
    assert moved == moved_by("maria@example.com")
    assert moved["letters"] == 1


def test_a_letter_asked_for_again_tells_an_address_that_it_has_voted_meanwhile(client: Client, poll: Poll) -> None:
    sent = vote_by_form(client, poll)["Location"]
    confirmed_vote(poll)
    client.post(sent, {"step": "resend"})
    assert last_letter().template == "vote_already_cast"


def test_the_work_of_an_answer_does_not_tell_who_has_voted(poll: Poll) -> None:
    def work(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            vote_cast(poll=poll, email=email, options=[option_of(poll)], network="")
        statements = [query["sql"].split()[:3] for query in captured]
        return [" ".join(words) for words in statements if "SAVEPOINT" not in words]

    confirmed_vote(poll)
    pending_vote(poll, "ivan@example.com")
    assert work(EMAIL) == work("maria@example.com")


@pytest.mark.parametrize("email", ['"olena"@gmail.com', '"ol\\ena"@gmail.com', "olena@[127.0.0.1]"])
def test_a_second_spelling_that_only_machines_read_is_refused(client: Client, poll: Poll, email: str) -> None:
    answer = vote_by_form(client, poll, email)
    assert answer.status_code == 422
    assert "не схоже на адресу" in text(answer)
    assert Vote.objects.count() == 0


def test_an_address_longer_than_mail_allows_is_refused_and_kept_on_the_form(client: Client, poll: Poll) -> None:
    email = f"olena@{'.'.join(['a' * 60] * 4)}.example.com"
    answer = vote_by_form(client, poll, email)
    assert answer.status_code == 422
    assert email in text(answer)
    assert Vote.objects.count() == 0


def test_a_link_that_was_refused_is_not_a_key_in_the_log(poll: Poll, caplog: pytest.LogCaptureFixture) -> None:
    pending_vote(poll)
    link = letter_path(last_letter())
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert f"{URL}pidtverdzhennia/•••/" in caplog.text
    assert link.split("/")[-2] not in caplog.text


def test_of_two_letters_the_first_confirmed_counts(client: Client, poll: Poll) -> None:
    first, second = pending_vote(poll, number=0), pending_vote(poll, number=1)
    links = [letter_path(m) for m in Message.objects.order_by("pk")]
    client.post(links[1])
    answer = text(client.post(links[0]))
    assert "чинним лишається перший" in answer
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("pending", "confirmed")


def test_at_most_three_letters_a_day_go_to_one_address(client: Client, poll: Poll) -> None:
    pages = [vote_by_form(client, poll, f"olena+{n}@example.com") for n in range(5)]
    assert {page.status_code for page in pages} == {303}
    assert Message.objects.count() == 3
    assert "Ми надіслали вам лист" in text(client.get(pages[-1]["Location"]))


def test_a_stranger_does_not_use_up_the_letters_of_an_address(poll: Poll) -> None:
    for _number in range(5):
        vote_cast(poll=poll, email=EMAIL, options=[option_of(poll)], network="198.51.100.0/24")
    assert Message.objects.count() == 3
    vote_cast(poll=poll, email=EMAIL, options=[option_of(poll)], network="203.0.113.0/24")
    assert Message.objects.count() == 4
    for number in range(20):
        vote_cast(poll=poll, email=EMAIL, options=[option_of(poll)], network=f"192.0.{number}.0/24")
    assert Message.objects.count() == 10


def test_several_answers_are_counted_each(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(kind=PollKind.MULTIPLE, max_choices=2)
    chosen = [option_of(poll, 0).pk, option_of(poll, 2).pk]
    assert "Можна обрати до 2 відповідей" in text(client.get(URL))
    client.post(f"{URL}holos/", {"choice": chosen, "email": EMAIL, "step": "send"})
    thanks = text(client.post(letter_path(last_letter()), follow=True))
    assert thanks.count("1 · 100 %") == 2
    assert "сума часток може перевищувати 100 %" in thanks


def test_editing_goes_back_with_everything_kept(client: Client, poll: Poll) -> None:
    page = vote_by_form(client, poll, step="edit")
    assert page.status_code == 200
    assert EMAIL in text(page)
    assert "checked" in text(page)
    assert Vote.objects.count() == 0


def test_a_letter_never_outlives_its_poll(poll_index: PollIndexPage) -> None:
    poll = poll_make(closes_at=timezone.now() + timedelta(hours=3))
    assert pending_vote(poll).expires_at == poll.closes_at


def test_unanswered_votes_are_erased_a_day_after_their_links(poll: Poll) -> None:
    pending_vote(poll, "a@example.com")
    confirmed_vote(poll, "b@example.com")
    with time_machine.travel(timezone.now() + timedelta(hours=71)):
        assert unconfirmed_votes_purge() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        assert unconfirmed_votes_purge() == 1
    assert Vote.objects.get().email == "b@example.com"


@pytest.mark.parametrize("promise", list(ResultsPromise))
def test_results_keep_the_promise(client: Client, poll_index: PollIndexPage, promise: ResultsPromise) -> None:
    poll = poll_make(results_promise=promise)
    pending_vote(poll)
    thanks = text(client.post(letter_path(last_letter()), follow=True))
    page = text(client.get(URL))
    assert ("Проголосувала 1 людина" in page) == (promise == ResultsPromise.LIVE)
    assert ("Проголосувала 1 людина" in thanks) == (promise != ResultsPromise.AFTER_CLOSE)
    close(poll)
    assert "Проголосувала 1 людина" in text(client.get(URL))
    assert "1 · 100 %" in text(client.get("/opytuvannia/"))
