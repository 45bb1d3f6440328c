"""«My vote is in»: by its receipt a voter finds it, and nobody learns how or when it was cast."""

import json
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from community.core.limits import limit_hit
from engagement.models import Poll, Vote
from engagement.polls.integrity import RECEIPTS_PER_PAGE
from engagement.polls.services.cancelling import vote_cancel
from engagement.polls.views.receipts import TRIES
from engagement.polls.vote_secrets import receipt_hash
from tests.engagement.polls.builders import OPTIONS, close, confirmed_vote, pending_vote, poll_make, text
from tests.engagement.polls.sealing import PUBLIC_REASON, address, body, held_vote, invalidate, seal, yesterday
from tests.registers.builders import make_votes

pytestmark = pytest.mark.usefixtures("few_votes_decided")


def ask(client: Client, poll: Poll, receipt: str | None) -> tuple[int, str]:
    response = client.post(address(poll, "kvytantsiia"), {"receipt": receipt})
    return response.status_code, text(response).partition("<main")[2].partition("</main>")[0]


def fresh(vote: Vote) -> Vote:
    return Vote.objects.select_related("poll").get(pk=vote.pk)


def listed(client: Client, poll: Poll) -> list[str]:
    found: list[str] = json.loads(body(client, f"{address(poll, 'dani')}kvytantsii/"))["receipts"]
    return found


def without_hash(said: str, vote: Vote) -> str:
    """What was said, but for what differs with every vote and every form."""
    said = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said)
    return said.replace(str(vote.receipt), "RECEIPT").replace(str(vote.receipt_hash), "HASH")


def test_a_voter_finds_the_vote_at_once(poll: Poll, client: Client) -> None:
    vote = fresh(confirmed_vote(poll))
    code, said = ask(client, poll, vote.receipt)
    assert code == 200
    assert "Ваш голос на місці" in said
    assert "після півночі" in said
    assert str(vote.receipt_hash) in said
    assert vote.receipt_hash == receipt_hash(poll_id=poll.pk, receipt=str(vote.receipt))


def test_after_midnight_it_stands_in_the_list_at_a_line(poll: Poll, client: Client) -> None:
    votes = [fresh(confirmed_vote(poll, f"p{number}@example.com")) for number in range(3)]
    yesterday(*votes)
    hashes = sorted(str(vote.receipt_hash) for vote in votes)
    assert listed(client, poll) == hashes
    page = body(client, address(poll, "kvytantsii"))
    assert [page.index(one) for one in hashes] == sorted(page.index(one) for one in hashes)
    last = next(vote for vote in votes if vote.receipt_hash == hashes[2])
    assert "це рядок 3 із 3:" in ask(client, poll, last.receipt)[1]


def test_a_list_watched_beside_the_results_tells_nothing_of_today(poll: Poll, client: Client) -> None:
    first, second = confirmed_vote(poll, "a@example.com"), fresh(confirmed_vote(poll, "b@example.com"))
    yesterday(first)
    assert listed(client, poll) == [str(fresh(first).receipt_hash)]
    assert str(second.receipt_hash) not in body(client, address(poll, "kvytantsii"))


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{bare}", "{spaced}", "{cyrillic}"])
def test_a_receipt_is_read_as_people_type_it(typed: str, poll: Poll, client: Client) -> None:
    vote = fresh(confirmed_vote(poll))
    receipt = "ABCE-HKMP-TXY7"
    Vote.objects.filter(pk=vote.pk).update(receipt=receipt, receipt_hash=receipt_hash(poll_id=poll.pk, receipt=receipt))
    spelling = typed.format(
        receipt,
        lower=receipt.lower(),
        bare=receipt.replace("-", ""),
        spaced=receipt.replace("-", "  "),
        cyrillic="авсе–нкмр–тху7",
    )
    assert "Ваш голос на місці" in ask(client, poll, spelling)[1]


def test_held_and_left_out_votes_look_like_any_while_the_poll_runs(poll: Poll, client: Client) -> None:
    counted, held = fresh(confirmed_vote(poll)), fresh(held_vote(poll))
    out = fresh(confirmed_vote(poll, "farm@example.net"))
    invalidate(out)
    answers = {without_hash(ask(client, poll, vote.receipt)[1], vote) for vote in (counted, held, out)}
    assert len(answers) == 1
    yesterday(counted, held, out)
    assert len(listed(client, poll)) == 3


def test_after_the_close_each_learns_what_became_of_the_vote(poll: Poll, client: Client) -> None:
    counted, held = fresh(confirmed_vote(poll)), fresh(held_vote(poll))
    out = fresh(confirmed_vote(poll, "farm@example.net"))
    invalidate(out)
    seal(poll)
    assert "Ваш голос враховано" in ask(client, poll, counted.receipt)[1]
    assert "Ваш голос ще на перевірці" in ask(client, poll, held.receipt)[1]
    left_out = ask(client, poll, out.receipt)[1]
    assert "Ваш голос вилучено" in left_out
    assert f"Голосувала програма: {PUBLIC_REASON}" in left_out
    assert listed(client, poll) == [str(counted.receipt_hash)]


def test_a_vote_taken_back_leaves_the_list(poll_index: object, client: Client) -> None:
    poll = poll_make(allows_changes=True)
    vote = fresh(confirmed_vote(poll))
    yesterday(vote)
    vote_cancel(vote=vote)
    assert "Цей голос скасовано" in ask(client, poll, vote.receipt)[1]
    assert listed(client, poll) == []


def test_an_unknown_receipt_is_answered_kindly(poll: Poll, client: Client) -> None:
    pending_vote(poll)
    other = fresh(confirmed_vote(poll_make(question="Інше?"), "x@example.com"))
    for receipt in ("AAAA-BBBB-CCCC", other.receipt):
        code, said = ask(client, poll, receipt)
        assert code == 404
        assert "У цьому опитуванні такої квитанції немає" in said
        assert f'value="{receipt}"' in said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Введіть код квитанції."),
        ("ABC", "У коді квитанції дванадцять літер і цифр."),
        ("A" * 13, "У коді квитанції дванадцять літер і цифр."),
        ("Щ" * 12, "У коді квитанції дванадцять літер і цифр."),
        ("AAAA-BBBB-CCC\x00", ""),
        ("9" * 10_000, ""),
    ],
)
def test_what_is_no_receipt_is_said_so(typed: str, words: str, poll: Poll, client: Client) -> None:
    code, said = ask(client, poll, typed)
    assert code == 422
    assert "Будь ласка" in said or words in said
    assert "error-summary" in said


def test_guessing_ends_soon(poll: Poll, client: Client) -> None:
    vote = fresh(confirmed_vote(poll))
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(TRIES.count):
            limit_hit(TRIES, "127.0.0.0/24")
        code, said = ask(client, poll, vote.receipt)
    assert code == 429
    assert "забагато спроб" in said
    assert str(vote.receipt_hash) not in said


def test_the_question_is_private_and_needs_its_token(poll: Poll) -> None:
    strict = Client(enforce_csrf_checks=True)
    shown = strict.get(address(poll, "kvytantsiia"))
    assert shown["Cache-Control"] == "private, no-store"
    assert shown["X-Robots-Tag"] == "noindex"
    assert strict.post(address(poll, "kvytantsiia"), {"receipt": "AAAA-BBBB-CCCC"}).status_code == 403


def test_no_answer_about_a_receipt_names_an_option(poll: Poll, client: Client) -> None:
    vote = fresh(confirmed_vote(poll))
    running = ask(client, poll, vote.receipt)[1]
    seal(poll)
    sealed = ask(client, poll, vote.receipt)[1]
    assert not [option for option in OPTIONS if option in running + sealed]
    assert str(vote.email) not in running + sealed


def test_a_long_list_goes_on_by_pages(poll: Poll, client: Client) -> None:
    votes = make_votes(poll, [f"p{number}@example.com" for number in range(RECEIPTS_PER_PAGE + 1)], OPTIONS[0])
    yesterday(*votes)
    hashes = sorted(listed(client, poll))
    assert len(hashes) == RECEIPTS_PER_PAGE + 1
    first = client.get(address(poll, "kvytantsii"))
    assert first["X-Robots-Tag"] == "noindex"
    assert not first.cookies
    assert first.content.decode().count('<li class="trust-hash">') == RECEIPTS_PER_PAGE
    assert f"?after={hashes[-2]}" in first.content.decode()
    rest = client.get(address(poll, "kvytantsii"), {"after": hashes[-2]}).content.decode()
    assert rest.count('<li class="trust-hash">') == 1
    assert hashes[-1] in rest
    assert "Це кінець переліку" in body(client, f"{address(poll, 'kvytantsii')}?after={'f' * 64}")


@pytest.mark.parametrize("after", ["\x00", "zz", "A", "0" * 10_000, "٣"])
def test_a_place_that_is_none_begins_the_list(after: str, poll: Poll, client: Client) -> None:
    vote = confirmed_vote(poll)
    yesterday(vote)
    response = client.get(address(poll, "kvytantsii"), {"after": after})
    assert response.status_code == 200
    assert str(fresh(vote).receipt_hash) in response.content.decode()


def test_a_list_of_nobody_is_a_list(poll: Poll, client: Client) -> None:
    response = client.get(f"{address(poll, 'dani')}kvytantsii/")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert listed(client, poll) == []
    assert "Квитанцій тут ще немає" in body(client, address(poll, "kvytantsii"))
    close(poll)
    assert listed(client, poll) == []
