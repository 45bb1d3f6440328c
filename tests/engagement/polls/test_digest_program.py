"""Anybody computes the digests of a closed poll anew, with the program the site hands out; one changed vote shows."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from engagement.models import Poll, PollIndexPage, Vote, VoteChoice
from engagement.models.poll import PollKind
from tests.engagement.polls.builders import close, confirmed_vote, option_of, pending_vote, poll_make
from tests.engagement.polls.sealing import (
    address,
    body,
    check_saved,
    held_vote,
    invalidate,
    release,
    run_program,
    seal,
)

pytestmark = pytest.mark.usefixtures("few_votes_decided")

HOSTILE = ("Так\n5 Ні", '«Лапки» "і" \\ коса', "🌻 соняшник\t\u2028\x7f", 'option 1 9 "Парк"', "=1+1")


def vote_some(poll: Poll, count: int = 4) -> list[Vote]:
    return [confirmed_vote(poll, f"person{number}@example.com", number % 3) for number in range(count)]


def test_a_sealed_poll_fits_its_digests(poll: Poll, client: Client, tmp_path: Path) -> None:
    vote_some(poll)
    code, said = check_saved(seal(poll), client, tmp_path)
    assert (code, "Усе збігається" in said) == (0, True)
    published = poll.seals.get()
    assert said.count(published.receipts_digest) == said.count(published.tallies_digest) == 2


def test_a_changed_choice_shows(poll: Poll, client: Client, tmp_path: Path) -> None:
    vote_some(poll)
    seal(poll)
    choice = VoteChoice.objects.filter(option=option_of(poll, 0))[:1].get()
    VoteChoice.objects.filter(pk=choice.pk).update(option=option_of(poll, 1))
    code, said = check_saved(poll, client, tmp_path)
    assert code == 1
    assert "Контрольна сума квитанцій: збігається" in said
    assert "Контрольна сума підсумків: НЕ ЗБІГАЄТЬСЯ" in said


def test_a_removed_vote_shows(poll: Poll, client: Client, tmp_path: Path) -> None:
    votes = vote_some(poll)
    seal(poll)
    Vote.objects.filter(pk=votes[0].pk).delete()
    code, said = check_saved(poll, client, tmp_path)
    assert code == 1
    assert said.count("НЕ ЗБІГАЄТЬСЯ") == 3


def test_a_vote_put_in_for_another_shows(poll: Poll, client: Client, tmp_path: Path) -> None:
    votes = vote_some(poll)
    seal(poll)
    Vote.objects.filter(pk=votes[0].pk).update(receipt_hash="f" * 64)
    code, said = check_saved(poll, client, tmp_path)
    assert code == 1
    assert "Контрольна сума квитанцій: НЕ ЗБІГАЄТЬСЯ" in said
    assert "Контрольна сума підсумків: збігається" in said


def test_several_answers_of_one_voter(poll_index: PollIndexPage, client: Client, tmp_path: Path) -> None:
    poll = poll_make(kind=PollKind.MULTIPLE, max_choices=2)
    vote = confirmed_vote(poll)
    VoteChoice.objects.create(vote=vote, option=option_of(poll, 2))
    assert check_saved(seal(poll), client, tmp_path)[0] == 0


def test_a_poll_nobody_voted_in(poll: Poll, client: Client, tmp_path: Path) -> None:
    code, said = check_saved(seal(poll), client, tmp_path)
    assert (code, "врахованих голосів: 0" in said) == (0, True)
    assert poll.seals.get().receipts_digest == hashlib.sha256(b"").hexdigest()


def test_hostile_answers_are_one_line_each(poll_index: PollIndexPage, client: Client, tmp_path: Path) -> None:
    poll = poll_make(HOSTILE, question='Чи "справді"?\nТак')
    vote_some(poll)
    assert check_saved(seal(poll), client, tmp_path)[0] == 0


def test_the_example_of_the_documentation_can_be_done_by_hand(poll: Poll, client: Client) -> None:
    votes = [confirmed_vote(poll, "a@example.com", 1), confirmed_vote(poll, "b@example.com", 1)]
    held_vote(poll)
    numbers = [option_of(poll, number).pk for number in range(3)]
    lines = (
        f"poll {poll.pk}\n"
        'question "Що ремонтувати насамперед?"\n'
        "voters 2\n"
        f'option {numbers[0]} 0 "Дорогу до школи"\n'
        f'option {numbers[1]} 2 "Парк біля річки"\n'
        f'option {numbers[2]} 0 "Дах бібліотеки"\n'
    )
    hashes = []
    for vote in votes:
        vote.refresh_from_db()
        hashes.append(hashlib.sha256(f"engagement.vote.receipt:{poll.pk}:{vote.receipt}".encode()).hexdigest())
    published = seal(poll).seals.get()
    assert published.tallies_digest == hashlib.sha256(lines.encode()).hexdigest()
    assert published.receipts_digest == hashlib.sha256("".join(f"{h}\n" for h in sorted(hashes)).encode()).hexdigest()


def test_a_decision_after_the_close_adds_a_seal_that_fits(poll: Poll, client: Client, tmp_path: Path) -> None:
    vote_some(poll)
    held_vote(poll)
    seal(poll)
    release(poll)
    assert poll.seals.count() == 2
    assert check_saved(poll, client, tmp_path)[0] == 0
    invalidate(poll.votes.confirmed()[0])
    assert poll.seals.count() == 3
    assert check_saved(poll, client, tmp_path)[0] == 0


def test_one_looks_for_ones_own_receipt_without_sending_it(poll: Poll, client: Client, tmp_path: Path) -> None:
    vote = vote_some(poll)[0]
    vote.refresh_from_db()
    seal(poll)
    typed = str(vote.receipt).lower().replace("-", " ")
    assert check_saved(poll, client, tmp_path, "--receipt", typed)[0] == 0
    code, said = check_saved(poll, client, tmp_path, "--receipt", "AAAA-AAAA-AAAA")
    assert (code, "у переліку немає" in said) == (1, True)


def test_a_poll_without_a_seal_is_no_failure_of_it(poll: Poll, client: Client, tmp_path: Path) -> None:
    vote_some(poll)
    code, said = check_saved(poll, client, tmp_path)
    assert (code, "контрольних сум ще немає" in said) == (2, True)
    close(poll)
    assert check_saved(poll, client, tmp_path)[0] == 2


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 2}', '{"format": 1}', "<html>"])
def test_what_is_no_data_is_told_kindly(content: str, tmp_path: Path) -> None:
    file = tmp_path / "dani.json"
    file.write_text(content, encoding="utf-8")
    code, said = run_program(file, file)
    assert (code, said.startswith("Перевірити не вдалося")) == (2, True)


def test_an_address_that_does_not_answer_is_told_kindly(tmp_path: Path) -> None:
    code, said = run_program("http://127.0.0.1:9/opytuvannia/x/dani/")
    assert (code, "не читається" in said) == (2, True)
    assert run_program(tmp_path / "dani.json")[0] == 2


@pytest.mark.django_db(transaction=True)
def test_straight_from_the_site(poll: Poll, client: Client, live_server: LiveServer) -> None:
    vote_some(poll)
    pending_vote(poll, "late@example.com")
    seal(poll)
    url = f"{live_server.url}{address(poll, 'dani')}"
    assert run_program(url)[0] == 0
    assert run_program(url.rstrip("/"))[0] == 0
    VoteChoice.objects.all()[:1].get().delete()
    assert run_program(url)[0] == 1
    assert "poll_digest.py" in body(client, address(poll, "dovira"))
