"""Everybody asks for one resident's things by every address and every key there is, to read them and to change them."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Model
from django.forms import model_to_dict
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from community.core.models import ExportJob
from community.core.models.exports import ExportState
from community.messaging.models import Message
from engagement.models import Petition, Poll, Vote
from tests.engagement.petitions.builders import draft_make, published_petition, resident_make, sign
from tests.engagement.polls.builders import pending_vote
from tests.news.digest.builders import subscribed
from tests.security.conftest import EVERYBODY, RESIDENT, Who, addresses, everybody
from tests.security.walk import Values, routes, writes

pytestmark = pytest.mark.any_engine

EMAIL, PHONE = "tayemna-skrynka@example.com", "+380679998877"
DRAFT = "Нікому ще не показана чернетка"
# Who may read what of a stranger's, and where. Nobody reads a draft.
READS = {
    "administrator": {
        EMAIL: "manages users, and reads the register of messages",
        PHONE: "reads the register of messages",
    },
    "officer": {EMAIL: "answers the authors of petitions and the voters"},
}
# Whose work it is to change them, and where.
CHANGES = {"administrator": r"/admin/(users|bulk/accounts)/", "officer": r"/admin/exports/"}
NOWHERE = r"(?!)"


@dataclass(frozen=True)
class Things:
    """What belongs to one resident."""

    owner: User
    rows: list[Model]
    keys: Values


@pytest.fixture
def things(values: Values) -> Things:
    owner = resident_make(email=EMAIL, phone=PHONE)
    draft = draft_make(owner, title=DRAFT)
    vote: Vote = pending_vote(Poll.objects.running()[0], email=EMAIL)
    signature = sign(published_petition(threshold=9), owner)
    subscription = subscribed(EMAIL)
    job = ExportJob.objects.create(
        user=User.objects.get(username="zaluchennia"), source="votes", params={}, title="Учасники", query="", rows=1
    )
    letter: Message = Message.objects.filter(recipient=EMAIL)[0]
    numbers = {str(row.pk) for row in (owner, draft, vote, signature, subscription, letter)}
    keys = {
        name: [*found, *numbers] for name, found in values.items() if name in {"*", "number", "petition_id", "user_id"}
    }
    keys |= {
        "reference": [str(draft.reference), str(vote.reference), str(signature.reference), str(subscription.reference)]
    }
    keys |= {"slug": [vote.poll.slug], "job_id": [str(job.pk)], "pk": sorted(numbers), "object_id": sorted(numbers)}
    rows = [owner, draft, vote, signature, subscription, job, *EmailAddress.objects.filter(user=owner)]
    by_model = {row._meta.label: [str(row.pk)] for row in (*rows, letter)}
    return Things(owner, rows, {**values, **keys, **by_model})


def state(things: Things) -> list[Any]:
    rows = [type(row)._base_manager.filter(pk=row.pk).first() for row in things.rows]
    return [row and model_to_dict(row) for row in rows]


def bodies(client: Client, address: str) -> str:
    response = client.get(address)
    return response.getvalue().decode(errors="replace") if response.status_code == 200 else ""


@pytest.mark.parametrize("who", everybody("resident"))
def test_nobody_reads_what_is_anothers(who: Who, things: Things, plain_refusals: None) -> None:
    client = who.client()
    wrong: list[tuple[str, str]] = []
    secrets = {EMAIL, PHONE, PHONE.removeprefix("+38"), DRAFT} - set(READS.get(who.name, {}))
    if PHONE not in secrets:
        secrets.discard(PHONE.removeprefix("+38"))
    for address in addresses(who, things.keys):
        page = bodies(client, address)
        wrong.extend((address, secret) for secret in secrets if secret in page)
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("who", everybody("resident"))
def test_nobody_changes_what_is_anothers(who: Who, things: Things, undrawn: None) -> None:
    client, before, wrong = who.client(), state(things), []
    words = dict.fromkeys(("title", "text"), "Чуже")
    ticked = dict.fromkeys(("consent", "confirm", "eligible", "delete"), "1")
    fields = {**words, **ticked, "step": "undo", "code": "000000", "action": "delete", "email": "evil@example.com"}
    parametrised = {
        address for route in routes(every_page=False) if route.names for address in route.addresses(things.keys)
    }
    for address in addresses(who, things.keys):
        if address not in parametrised or re.match(CHANGES.get(who.name, NOWHERE), address):
            continue
        with transaction.atomic():
            with writes() as tables:
                client.post(address, fields)
            if tables and state(things) != before:
                wrong.append(address)
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_the_guard_of_the_admin_refuses_a_resident_by_the_path_alone(things: Things) -> None:
    """Whatever key stands in it: so the walks ask by one."""
    client = RESIDENT.client()
    answers = {client.get(f"/admin/users/edit/{key}/").content for key in things.keys["pk"]}
    assert len({re.sub(rb"[A-Za-z0-9]{64}", b"", answer) for answer in answers}) == 1
    assert not [secret for secret in (EMAIL, PHONE, DRAFT) if secret.encode() in answers.pop()]


def test_the_owner_does_both(things: Things) -> None:
    """Else the walk could miss the very addresses it is about."""
    client = Client()
    client.force_login(things.owner)
    draft = next(row for row in things.rows if isinstance(row, Petition))
    found = [address for route in routes() for address in route.addresses(things.keys)]
    own = f"/petytsii/chernetka/{draft.reference}/"
    assert own in found
    assert DRAFT in bodies(client, own)
    assert PHONE in bodies(client, "/kabinet/dani/zavantazhyty/")
    client.post(f"{own}zminyty/", {"title": "Своє", "text": "Своє"})
    assert Petition.objects.get(pk=draft.pk).title == "Своє"


def test_of_a_stranger_s_petition_it_is_not_said_that_it_exists(things: Things) -> None:
    draft = next(row for row in things.rows if isinstance(row, Petition))
    client = RESIDENT.client()
    for end in ("", "zminyty/", "podaty/", "zabraty/", "vydalyty/"):
        mine = client.get(f"/petytsii/chernetka/{draft.reference}/{end}")
        none = client.get(f"/petytsii/chernetka/6f9619ff-8b86-4011-b42d-00c04fc964ff/{end}")
        assert mine.status_code == none.status_code == 404
        assert mine.content == none.content


def test_a_file_is_handed_to_whoever_ordered_it(things: Things) -> None:
    job = next(row for row in things.rows if isinstance(row, ExportJob))
    until = timezone.now() + timedelta(days=1)
    ExportJob.objects.filter(pk=job.pk).update(
        state=ExportState.READY, ready_at=timezone.now(), expires_at=until, due_at=None
    )
    for who in EVERYBODY:
        status = who.client().get(f"/admin/exports/{job.pk}/").status_code
        assert (status == 404) is (who.name in {"duty", "author", "editor", "administrator"}), who
