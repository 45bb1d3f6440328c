"""What a poll promises to hide is in no answer of any address, whoever asks; and none joins an address and a choice."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db.models import Count, Sum
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail_modeladmin.options import ModelAdmin

from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, OFFICER
from community.messaging.models import Message
from engagement.models import Poll, PollIndexPage, Vote, VoteChoice
from engagement.models.poll import ResultsPromise
from engagement.models.vote import FlagReason, VoteState
from engagement.polls.registers import VotingRegisters
from engagement.polls.services.sealing import polls_seal
from engagement.polls.vote_secrets import receipt_hash, receipt_make
from tests.accounts.builders import resident_make
from tests.engagement.polls.builders import close, last_letter, letter_path, pending_vote, poll_make
from tests.engagement.polls.every_route import addresses

pytestmark = pytest.mark.any_engine

# Numbers that nothing else on a site happens to be.
TALLIES = (1039, 1187)
OPTIONS = ("Жоржинова алея", "Півонієвий сквер")
DOMAIN = "secret-mail.example"
ADDRESS = re.compile(rf"(?:\w|•)[\w.•-]*@{re.escape(DOMAIN)}")
SPACES = dict.fromkeys(map(ord, " \n\t\u00a0\u202f"))
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Answer:
    """What somebody got from an address, as text."""

    address: str
    status: int
    text: str

    @property
    def shows_tallies(self) -> bool:
        # Most answers hold none of the digits in a row, and to look closer takes long.
        if not any(str(number) in self.text.translate(SPACES) for number in TALLIES):
            return False
        bare = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", self.text)
        return any(re.search(rf"(?<![\w.,-]){number}(?![\w.,]\w|\w)", bare) for number in TALLIES)

    @property
    def joins_address_and_choice(self) -> bool:
        return (
            DOMAIN in self.text and bool(ADDRESS.search(self.text)) and any(option in self.text for option in OPTIONS)
        )


def votes_make(poll: Poll) -> None:
    """Counted votes in the numbers of ``TALLIES`` and some held ones, as rows, since no form takes thousands."""
    votes, choices = [], []
    for option, number in zip(poll.options.all(), TALLIES, strict=True):
        for place in range(number + 3):
            receipt = receipt_make()
            vote = Vote(
                poll=poll,
                email=f"v{option.pk}.{place}@{DOMAIN}",
                domain=DOMAIN,
                voter_key=uuid4().hex,
                network="203.0.113.0/24",
                token_hash=uuid4().hex,
                code_hash="",
                state=VoteState.CONFIRMED if place < number else VoteState.HELD,
                flag_reason="" if place < number else FlagReason.NETWORK_BURST,
                confirmed_at=timezone.now(),
                expires_at=timezone.now() + timedelta(days=1),
                receipt=receipt,
                receipt_hash=receipt_hash(poll_id=poll.pk, receipt=receipt),
            )
            votes.append(vote)
            choices.append(VoteChoice(vote=vote, option=option))
    Vote.objects.bulk_create(votes, batch_size=400)
    VoteChoice.objects.bulk_create(choices, batch_size=400)


@pytest.fixture
def hidden_poll(poll_index: PollIndexPage, roles: None) -> Poll:
    """A running poll whose results nobody may see before it closes, with thousands of votes."""
    poll = poll_make(OPTIONS, results_promise=ResultsPromise.AFTER_CLOSE)
    votes_make(poll)
    poll.save_revision().publish()
    return poll


def visitor() -> Client:
    return Client()


def resident() -> Client:
    client = Client()
    client.force_login(resident_make())
    return client


def staff(role: str) -> Callable[[], Client]:
    def sign_in() -> Client:
        user = User.objects.create_user(f"crawler{User.objects.count()}", f"c{User.objects.count()}@example.org")
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def superuser() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("crawler", "root@example.org", "kalyna-berizka"))
    return client


PEOPLE: dict[str, Callable[[], Client]] = {
    "visitor": visitor,
    "resident": resident,
    **{role.name: staff(role.name) for role in (AUTHOR, EDITOR, OFFICER, ADMINISTRATOR)},
    "superuser": superuser,
}


def filled(poll: Poll) -> dict[str, list[str]]:
    """Values for parameters of addresses, so that each leads to the poll, its votes or its letters, if to anything."""
    vote = pending_vote(poll, f"voter@{DOMAIN}")
    revision = poll.latest_revision
    assert revision
    return {
        "*": [str(poll.pk)],
        "slug": [poll.slug],
        "token": [letter_path(last_letter()).rstrip("/").rpartition("/")[2]],
        "reference": [str(vote.reference)],
        "revision_id": [str(revision.pk)],
        "revision_id_a": [str(revision.pk)],
        "revision_id_b": [str(revision.pk)],
        "app_label": ["engagement"],
        "app_name": ["engagement"],
        "model_name": ["poll", "vote"],
        "content_type_app_name": ["engagement"],
        "content_type_model_name": ["poll"],
        "section": ["pages"],
        "file_format": ["csv", "xlsx", "json"],
        "part": ["report", "votes", "participation"],
        "action": ["delete", "unpublish"],
    }


def rows_about(poll: Poll) -> dict[str, object]:
    """What only a POST may change; Wagtail's own tables of sessions and preferences aside."""
    fields = ("live", "closes_at", "early_end_reason", "addresses_erased_at", "latest_revision")
    votes = poll.votes.order_by().values_list("state").annotate(Count("pk"), Sum("code_attempts"), Sum("letters_sent"))
    return {
        "poll": Poll.objects.filter(pk=poll.pk).values(*fields).get(),
        "votes": sorted(votes),
        "choices": VoteChoice.objects.count(),
        "events": list(poll.events.values_list("kind", flat=True)),
        "decisions": poll.invalidations.count(),
        "seals": poll.seals.count(),
        "letters": Message.objects.count(),
    }


def registers() -> Sequence[str]:
    """The lists of modeladmin about votes, each with its exports."""
    lists = [item().url_helper.index_url for item in VotingRegisters.items if issubclass(item, ModelAdmin)]
    return [f"{url}{query}" for url in lists for query in ("", "?export=csv", "?export=xlsx", "?export=json")]


def everything(poll: Poll) -> list[str]:
    searches = [f"{base}?q=ремонтувати" for base in ("/search/", "/admin/pages/search/")]
    return [*addresses(filled(poll)), *registers(), *searches]


def crawl(client: Client, urls: Sequence[str]) -> Iterator[Answer]:
    client.raise_request_exception = False
    for url in urls:
        response = client.get(url)
        yield Answer(url, response.status_code, text_of(response))


def text_of(response: HttpResponseBase) -> str:
    content = (
        b"".join(response.streaming_content)  # type: ignore[arg-type]  # no view here is asynchronous
        if isinstance(response, StreamingHttpResponse)
        else response.content
        if isinstance(response, HttpResponse)
        else b""
    )
    kind = response.headers.get("Content-Type", "")
    if kind.startswith(SPREADSHEET):
        book = load_workbook(io.BytesIO(content), read_only=True)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "" if kind.startswith(("image/", "font/")) else content.decode("utf-8", "replace")


@pytest.mark.parametrize("person", PEOPLE)
def test_hidden_results_and_joined_choices_are_nowhere(hidden_poll: Poll, person: str) -> None:
    urls = everything(hidden_poll)
    before = rows_about(hidden_poll)
    answers = list(crawl(PEOPLE[person](), urls))
    assert rows_about(hidden_poll) == before
    # No worker runs here, which is what /readyz is there to say.
    assert [answer.address for answer in answers if answer.status >= 500 and answer.address != "/readyz"] == []
    assert [answer.address for answer in answers if answer.shows_tallies] == []
    assert [answer.address for answer in answers if answer.joins_address_and_choice] == []
    seen = {answer.address for answer in answers if answer.status == 200}
    assert f"/opytuvannia/{hidden_poll.slug}/" in seen
    if person in {OFFICER.name, ADMINISTRATOR.name, "superuser"}:
        desk = {f"/admin/snippets/engagement/poll/edit/{hidden_poll.pk}/", f"/admin/held_votes/{hidden_poll.pk}/"}
        report = f"/admin/poll-reports/{hidden_poll.pk}/"
        files = {f"{report}{name}" for name in ("report.xlsx", "report.json", "participation.csv")}
        assert {*desk, report, *files, *registers()} <= seen


def test_the_same_crawl_finds_them_once_they_may_be_seen(hidden_poll: Poll) -> None:
    """So that an empty list above means silence, not deafness."""
    urls = everything(hidden_poll)
    close(hidden_poll, ago=timedelta(minutes=5))
    polls_seal()
    for person, place in (
        ("visitor", f"/opytuvannia/{hidden_poll.slug}/"),
        (OFFICER.name, f"/admin/snippets/engagement/poll/edit/{hidden_poll.pk}/"),
    ):
        answers = list(crawl(PEOPLE[person](), urls))
        assert place in [answer.address for answer in answers if answer.shows_tallies]
        assert [answer.address for answer in answers if answer.joins_address_and_choice] == []
    participation = next(answer for answer in answers if answer.address == registers()[0])
    assert ADDRESS.search(participation.text)


@pytest.mark.parametrize("text", ["1039", "1 039 · 33,5 %", '{"votes": 1187}', ">1\u00a0039<", "1039;Жоржинова алея"])
def test_the_reader_sees_tallies(text: str) -> None:
    assert Answer("", 200, text).shows_tallies


@pytest.mark.parametrize("text", ["ab1039cd", "12-1039", "c0ffee1187", "10390", "0.1039"])
def test_the_reader_does_not_take_other_numbers_for_tallies(text: str) -> None:
    assert not Answer("", 200, text).shows_tallies


def test_the_reader_sees_a_masked_address_beside_a_choice() -> None:
    assert Answer("", 200, f"v•••@{DOMAIN};Жоржинова алея").joins_address_and_choice
    assert not Answer("", 200, f"v•••@{DOMAIN}").joins_address_and_choice
