"""One mailbox, however its address is spelt."""

from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from community.messaging.models import Message
from engagement.models import Poll, Vote
from engagement.polls.services.voting import Confirmation, vote_confirm
from engagement.polls.voter_key import canonical_email, voter_key
from tests.engagement.polls.builders import last_letter, letter_path, option_of, pending_vote

TEN_SPELLINGS = [
    "olena.koval@gmail.com",
    "Olena.Koval@gmail.com",
    "OLENA.KOVAL@GMAIL.COM",
    "olenakoval@gmail.com",
    "o.l.e.n.a.koval@gmail.com",
    "olena.koval+vote@gmail.com",
    "OLENA.KOVAL+Second@gmail.com",
    "olenakoval+1+2@googlemail.com",
    "OlenaKoval@GoogleMail.com",
    "  olena.koval@gmail.com ",
]

names = st.from_regex(r"[a-z0-9][a-z0-9.]{0,20}", fullmatch=True)
tags = st.from_regex(r"[A-Za-z0-9+.]{0,10}", fullmatch=True)
domains = st.sampled_from(["example.com", "gmail.com", "googlemail.com", "громада.укр", "пошта.example", "ukr.net"])


def test_ten_spellings_are_one_voter() -> None:
    assert len(set(TEN_SPELLINGS)) == 10
    assert {canonical_email(spelling) for spelling in TEN_SPELLINGS} == {"olenakoval@gmail.com"}
    assert canonical_email("olena.koval@gmail.com.") == "olenakoval@gmail.com"


def test_one_address_written_in_ten_ways_votes_once(client: Client, poll: Poll) -> None:
    form = f"{poll.get_url()}holos/"
    for spelling in TEN_SPELLINGS:
        # As if on ten days: the limit of letters must not be what keeps the count at one.
        cache.clear()
        sent = client.post(form, {"choice": option_of(poll).pk, "email": spelling, "step": "send"})
        assert sent.status_code == 303
        letter = last_letter()
        assert letter.recipient == spelling.strip()
        if letter.secrets:
            client.post(letter_path(letter))
    assert Vote.objects.settled().get().email == TEN_SPELLINGS[0]
    assert Vote.objects.confirmed().count() == 1
    assert Message.objects.filter(template="vote_already_cast").count() == 9


def test_dots_and_tags_matter_where_they_are_part_of_the_name() -> None:
    assert canonical_email("o.koval@ukr.net") != canonical_email("okoval@ukr.net")
    assert canonical_email("+olena@ukr.net") == "+olena@ukr.net"
    assert canonical_email("...@gmail.com") == "...@gmail.com"


def test_a_domain_in_cyrillic_is_its_punycode() -> None:
    assert canonical_email("rada@Громада.УКР") == f"rada@{'громада'.encode('idna').decode()}.xn--j1amh"
    assert canonical_email("rada@громада.укр") == canonical_email("rada@xn--80aahf2bln.xn--j1amh")


@given(name=names, tag=tags, domain=domains)
def test_case_tag_and_spaces_change_nothing(name: str, tag: str, domain: str) -> None:
    plain = canonical_email(f"{name}@{domain}")
    assert canonical_email(f" {name.upper()}+{tag}@{domain.upper()} ") == plain
    assert canonical_email(plain) == plain


@given(st.text(max_size=60))
def test_any_text_has_a_stable_canonical_form(text: str) -> None:
    once = canonical_email(text)
    assert canonical_email(once) == once


@given(name=names, domain=domains, first=st.integers(1, 10**6), second=st.integers(1, 10**6))
def test_keys_of_two_polls_cannot_be_joined(name: str, domain: str, first: int, second: int) -> None:
    email = f"{name}@{domain}"
    same = voter_key(poll_id=first, email=email) == voter_key(poll_id=second, email=email)
    assert same == (first == second)


def test_the_second_spelling_confirmed_is_told_so(poll: Poll) -> None:
    votes = [pending_vote(poll, spelling) for spelling in TEN_SPELLINGS[:3]]
    outcomes = [vote_confirm(vote=vote) for vote in votes]
    assert outcomes == [Confirmation.COUNTED, Confirmation.ADDRESS_COUNTED, Confirmation.ADDRESS_COUNTED]
    assert Vote.objects.confirmed().count() == 1
