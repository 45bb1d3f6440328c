"""One mailbox, however its address is spelt."""

from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from engagement.models import Poll, Vote
from engagement.services import Confirmation, vote_cast, vote_confirm
from engagement.voter_key import canonical_email, voter_key
from tests.engagement.builders import last_letter, option_of, pending_vote

TEN_SPELLINGS = [
    "olena.koval@gmail.com",
    "Olena.Koval@gmail.com",
    "OLENA.KOVAL@GMAIL.COM",
    "olenakoval@gmail.com",
    "o.l.e.n.a.koval@gmail.com",
    "olena.koval+vote@gmail.com",
    "olenakoval+1+2@googlemail.com",
    "OlenaKoval@GoogleMail.com",
    "  olena.koval@gmail.com ",
    "olena.koval@gmail.com.",
]

names = st.from_regex(r"[a-z0-9][a-z0-9.]{0,20}", fullmatch=True)
tags = st.from_regex(r"[A-Za-z0-9+.]{0,10}", fullmatch=True)
domains = st.sampled_from(["example.com", "gmail.com", "googlemail.com", "громада.укр", "пошта.example", "ukr.net"])


def test_ten_spellings_are_one_voter() -> None:
    assert {canonical_email(spelling) for spelling in TEN_SPELLINGS} == {"olenakoval@gmail.com"}


def test_one_address_written_in_ten_ways_votes_once(poll: Poll) -> None:
    keys = {voter_key(poll_id=poll.pk, email=spelling) for spelling in TEN_SPELLINGS}
    assert len(keys) == 1
    # A form trims spaces and refuses a dot at the end; what it lets through is cast and confirmed.
    for spelling in TEN_SPELLINGS[:8]:
        cache.clear()
        reference = vote_cast(poll=poll, email=spelling, options=[option_of(poll)], network="")
        for vote in Vote.objects.filter(reference=reference).select_related("poll"):
            vote_confirm(vote=vote)
    assert Vote.objects.get().email == TEN_SPELLINGS[0]
    assert last_letter().template == "vote_already_cast"
    assert last_letter().recipient == TEN_SPELLINGS[7]


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
