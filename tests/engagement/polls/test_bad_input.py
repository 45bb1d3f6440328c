"""A form, a link or a code that cannot be taken: each is answered in plain words, and nothing is counted."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from engagement.models import Poll, PollIndexPage, Vote
from tests.engagement.polls.builders import (
    EMAIL,
    URL,
    close,
    last_letter,
    letter_path,
    option_of,
    pending_vote,
    poll_make,
    text,
    vote_by_form,
)


def test_unknown_poll(client: Client, poll_index: PollIndexPage) -> None:
    for path in ("nemaie/", "nemaie/holos/", "nemaie/pidtverdzhennia/abc/"):
        page = client.get(f"/opytuvannia/{path}")
        assert page.status_code == 404
        assert "Такого опитування немає" in text(page)


def test_a_draft_is_unknown(client: Client, poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(live=False)
    assert client.get(URL).status_code == 404


def test_closed_poll(client: Client, closed_poll: Poll) -> None:
    page = vote_by_form(client, closed_poll)
    assert page.status_code == 410
    assert "Це опитування завершено" in text(page)
    assert Vote.objects.count() == 0


def test_poll_not_open_yet(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(opens_at=timezone.now() + timedelta(days=1))
    page = vote_by_form(client, poll)
    assert page.status_code == 409
    assert "Це опитування ще не розпочалося" in text(page)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"email": EMAIL}, "Оберіть відповідь."),
        ({"email": EMAIL, "choice": "999999"}, "Такої відповіді в опитуванні немає"),
        ({"email": EMAIL, "choice": "x"}, "Такої відповіді в опитуванні немає"),
        ({"email": "olena@", "choice": "0"}, "Це не схоже на адресу електронної пошти"),
        ({"email": "", "choice": "0"}, "Введіть адресу електронної пошти."),
        ({"email": "a@b.com\r\nBcc: c@d.com", "choice": "0"}, "Це не схоже на адресу електронної пошти"),
    ],
)
@pytest.mark.parametrize("step", ["check", "send"])
def test_form_that_cannot_be_taken(client: Client, poll: Poll, data: dict[str, str], words: str, step: str) -> None:
    page = client.post(f"{URL}holos/", {**data, "step": step})
    assert page.status_code == 422
    assert words in text(page)
    assert "<title>Помилка:" in text(page)
    assert data["email"].split("\r")[0] in text(page)
    assert Vote.objects.count() == 0


def test_too_many_answers(client: Client, poll: Poll) -> None:
    both = [option_of(poll, 0).pk, option_of(poll, 1).pk]
    page = client.post(f"{URL}holos/", {"choice": both, "email": EMAIL, "step": "send"})
    assert page.status_code == 422
    assert "Оберіть не більше ніж 1 відповідь." in text(page)
    assert text(page).count("checked") == 2


def test_more_than_any_form_sends(client: Client, poll: Poll, settings: Settings) -> None:
    page = vote_by_form(client, poll, "a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    assert page.status_code == 400
    assert "Сайт не зрозумів запиту" in text(page)
    assert "Нічого не збережено й не враховано" in text(page)
    assert Vote.objects.count() == 0


def test_forged_token(client: Client, poll: Poll) -> None:
    for method in (client.get, client.post):
        page = method(f"{URL}pidtverdzhennia/forged-token/")
        assert page.status_code == 404
        assert "Це посилання не працює" in text(page)


def test_token_of_another_poll(client: Client, poll: Poll) -> None:
    other = poll_make(question="Інше питання?")
    pending_vote(poll)
    moved = letter_path(last_letter()).replace("/shcho-remontuvaty-nasampered/", f"/{other.slug}/")
    assert client.post(moved).status_code == 404
    assert Vote.objects.get().is_pending


def test_expired_token_names_the_next_step(client: Client, poll: Poll) -> None:
    pending_vote(poll)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        for method in (client.get, client.post):
            page = method(letter_path(last_letter()))
            assert page.status_code == 410
            assert "Посилання діяло до" in text(page)
            assert "Проголосувати ще раз" in text(page)
    assert Vote.objects.get().is_pending


def test_confirmation_after_the_poll_closed(client: Client, poll: Poll) -> None:
    pending_vote(poll)
    close(poll)
    page = client.post(letter_path(last_letter()))
    assert page.status_code == 410
    assert "тож цей голос не враховано" in text(page)
    assert Vote.objects.get().is_pending


def test_five_wrong_codes_end_it_for_real_and_for_invented_letters(client: Client, poll: Poll) -> None:
    real = vote_by_form(client, poll)["Location"]
    invented = f"{URL}lyst/00000000-0000-4000-8000-000000000000/"
    code = last_letter().secrets["code"]
    wrong = "000000" if code != "000000" else "111111"
    for page in (real, invented):
        answers = [client.post(page, {"code": wrong}) for _ in range(6)]
        assert [a.status_code for a in answers] == [422] * 5 + [429]
        assert "Код не підходить" in text(answers[0])
        assert "Забагато спроб" in text(answers[5])
    assert client.post(real, {"code": code}).status_code == 429
    assert Vote.objects.get().is_pending


def test_empty_code(client: Client, poll: Poll) -> None:
    page = client.post(f"{URL}lyst/00000000-0000-4000-8000-000000000000/", {"code": ""})
    assert page.status_code == 422
    assert "Введіть код із листа." in text(page)
